import { SandboxError, type Sandbox } from "../../sandbox/sandbox";
import type { Piece } from "./split";

/** A statement to be run, with the search path it was written under. */
export interface LoadItem {
  readonly piece: Piece;
  /** The script's last statement that set the search path before it. */
  readonly searchPath?: string;
  /** Sets the search path itself. */
  readonly setsPath: boolean;
}

/** A statement the engine did not take, and why. */
export interface Refusal {
  readonly item: LoadItem;
  readonly reason: string;
  /** 0-based offset in the statement's text, where the engine points at one. */
  readonly at?: number;
}

/** More refusals than these say that the text is not what it was taken for; the rest is not tried. */
const refusalLimit = 500;

/**
 * Runs statements in large transactions, for speed, and finds the ones that fail by the engine's position or by halving.
 * Statements that name things made later are tried again at the end, as long as that helps.
 */
export class Loader {
  readonly refusals: Refusal[] = [];
  /** Roles that statements named and that were made for them. */
  readonly createdRoles: string[] = [];
  private path: string | undefined;

  /** `hasten` gives the form in which a statement is run: the statement, or the statement and words after it. */
  constructor(
    private readonly sandbox: Sandbox, private readonly signal: AbortSignal | undefined, private readonly quote: (name: string) => string,
    private readonly hasten: (sql: string) => string = (sql) => sql,
    /** Whether a batch that fails leaves nothing behind. */
    private readonly atomic = true,
  ) {}

  get exhausted(): boolean {
    return this.refusals.length >= refusalLimit;
  }

  /** Runs the items in order. Refused ones are kept in `refusals`. */
  async load(items: readonly LoadItem[]): Promise<void> {
    this.signal?.throwIfAborted();
    const [only] = items;
    if (only === undefined || this.exhausted) return;
    if (items.length === 1) return this.single(only);
    if (!this.atomic) {
      for (const item of items) await this.load([item]);
      return;
    }
    const glue = "\n;\n";
    const begin = `BEGIN${glue}`;
    const texts = items.map((item) => this.hasten(item.piece.text));
    try {
      await this.sandbox.run(`${begin}${texts.join(glue)}${glue}COMMIT`);
      this.path = items.findLast((item) => item.setsPath)?.piece.text ?? this.path;
    } catch (error) {
      if (!(error instanceof SandboxError)) throw error;
      await this.rollback();
      const failed = indexAt(texts, (error.detail.position ?? 0) - 1 - begin.length, glue.length);
      const middle = failed ?? items.length >> 1;
      await this.load(items.slice(0, middle));
      if (failed === undefined) return this.load(items.slice(middle));
      await this.load(items.slice(failed, failed + 1));
      await this.load(items.slice(failed + 1));
    }
  }

  /** Tries the refused statements again, in order, until a whole round changes nothing. */
  async retry(): Promise<void> {
    if (this.exhausted) return;
    for (let before = Infinity; this.refusals.length > 0 && this.refusals.length < before;) {
      before = this.refusals.length;
      for (const { item } of this.refusals.splice(0)) {
        if (item.searchPath !== undefined && item.searchPath !== this.path) {
          await this.sandbox.run(item.searchPath);
          this.path = item.searchPath;
        }
        await this.load([item]);
      }
    }
  }

  private async single(item: LoadItem): Promise<void> {
    // One statement is run bare: some refuse a transaction.
    const { text } = item.piece, hastened = this.hasten(text);
    let error = await this.attempt(hastened);
    if (error !== undefined && hastened !== text) error = await this.attempt(text);
    if (error === undefined) {
      if (item.setsPath) this.path = item.piece.text;
      return;
    }
    const role = /^role "(.+)" does not exist$/.exec(error.message)?.[1];
    if (role !== undefined && !this.createdRoles.includes(role) && (await this.attempt(`CREATE ROLE ${this.quote(role)}`)) === undefined) {
      this.createdRoles.push(role);
      return this.single(item);
    }
    const { position, hint } = error.detail;
    this.refusals.push({
      item, reason: hint === undefined ? error.message : `${error.message} (${hint})`, ...(position === undefined ? {} : { at: position - 1 }),
    });
  }

  private async attempt(sql: string): Promise<SandboxError | undefined> {
    try {
      await this.sandbox.run(sql);
      return undefined;
    } catch (error) {
      if (!(error instanceof SandboxError)) throw error;
      return error;
    }
  }

  private async rollback(): Promise<void> {
    // SQLite ends the transaction itself on some errors and then has nothing to roll back.
    await this.attempt("ROLLBACK");
  }
}

/** Which of the joined statements an offset lies in. */
function indexAt(texts: readonly string[], offset: number, glue: number): number | undefined {
  if (offset < 0) return undefined;
  let end = 0;
  for (const [index, text] of texts.entries()) {
    end += text.length + glue;
    if (offset < end) return index;
  }
  return undefined;
}
