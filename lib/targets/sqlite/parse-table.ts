import type { ReferentialAction } from "../../model";
import { isMark, isWord, tokenize, type Token } from "./tokenizer";

/** Conflict clause of a constraint, lower-case: `rollback`, `abort`, `fail`, `ignore`, `replace`. */
export type Conflict = string;

/** What the text of a CREATE TABLE says and the PRAGMAs do not: constraint names, checks, conflict clauses, generated expressions. */
export interface ParsedTable {
  readonly name: string;
  readonly columns: readonly ParsedColumn[];
  /** Column and table constraints alike, in the order of the text. */
  readonly constraints: readonly ParsedConstraint[];
  readonly strict: boolean;
  readonly withoutRowid: boolean;
}

export interface ParsedColumn {
  readonly name: string;
  readonly notNullConflict?: Conflict;
  readonly notNullName?: string;
  readonly collation?: string;
  readonly generated?: { readonly expression: string; readonly stored: boolean };
}

/** A column inside PRIMARY KEY (...) or UNIQUE (...). */
export interface KeyPart {
  readonly name: string;
  readonly collation?: string;
  readonly descending: boolean;
}

export type ParsedConstraint =
  | { readonly kind: "primary key"; readonly name?: string; readonly parts: readonly KeyPart[]; readonly conflict?: Conflict; readonly autoincrement: boolean }
  | { readonly kind: "unique"; readonly name?: string; readonly parts: readonly KeyPart[]; readonly conflict?: Conflict }
  | { readonly kind: "check"; readonly name?: string; readonly expression: string; readonly column?: string }
  | ParsedForeignKey;

export interface ParsedForeignKey {
  readonly kind: "foreign key";
  readonly name?: string;
  readonly columns: readonly string[];
  readonly table: string;
  /** Empty: the referenced table's primary key. */
  readonly referenced: readonly string[];
  readonly onDelete: ReferentialAction;
  readonly onUpdate: ReferentialAction;
  readonly match?: string;
  readonly deferral?: { readonly deferrable: boolean; readonly initiallyDeferred: boolean };
}

/** Reads a CREATE TABLE that SQLite has accepted (the `sql` of sqlite_schema). Undefined when the text is something else. */
export function parseTable(sql: string): ParsedTable | undefined {
  return new TableReader(sql).read();
}

const constraintWords = ["CONSTRAINT", "PRIMARY", "NOT", "NULL", "UNIQUE", "CHECK", "DEFAULT", "COLLATE", "REFERENCES", "GENERATED", "AS"];
const tableConstraintWords = ["CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"];

class TableReader {
  private readonly tokens: readonly Token[];
  private at = 0;
  private readonly columns: ParsedColumn[] = [];
  private readonly constraints: ParsedConstraint[] = [];

  constructor(private readonly sql: string) {
    this.tokens = tokenize(sql);
  }

  read(): ParsedTable | undefined {
    if (!this.word("CREATE")) return undefined;
    this.word("TEMP", "TEMPORARY");
    if (!this.word("TABLE")) return undefined;
    if (this.word("IF")) { this.word("NOT"); this.word("EXISTS"); }
    let name = this.name();
    if (this.mark(".")) name = this.name();
    if (!this.mark("(")) return undefined;
    while (this.peek() !== undefined && !isMark(this.peek(), ")")) {
      if (this.mark(",")) continue;
      // A quoted name is a column even when it spells a keyword.
      if (this.columns.length > 0 && isWord(this.peek(), ...tableConstraintWords)) this.tableConstraint();
      else this.column();
    }
    this.mark(")");
    let strict = false;
    let withoutRowid = false;
    for (; this.peek() !== undefined; this.at += 1) {
      if (isWord(this.peek(), "STRICT")) strict = true;
      if (isWord(this.peek(), "WITHOUT")) withoutRowid = true;
    }
    return { name, columns: this.columns, constraints: this.constraints, strict, withoutRowid };
  }

  private column(): void {
    const name = this.name();
    while (this.peek() !== undefined && !isMark(this.peek(), ",") && !isMark(this.peek(), ")")) {
      if (isWord(this.peek(), ...constraintWords)) break;
      if (isMark(this.peek(), "(")) this.group();
      else this.at += 1;
    }
    const column: { -readonly [K in keyof ParsedColumn]: ParsedColumn[K] } = { name };
    let constraintName: string | undefined;
    for (let token = this.peek(); token !== undefined && !isMark(token, ",") && !isMark(token, ")"); token = this.peek()) {
      const before = this.at;
      if (this.word("CONSTRAINT")) { constraintName = this.name(); continue; }
      const named = constraintName === undefined ? {} : { name: constraintName };
      constraintName = undefined;
      if (this.word("PRIMARY")) {
        this.word("KEY");
        const descending = this.direction();
        const conflict = this.conflict();
        const autoincrement = this.word("AUTOINCREMENT");
        this.constraints.push({ kind: "primary key", ...named, parts: [{ name, descending }], ...conflict, autoincrement });
      } else if (this.word("NOT")) {
        if (!this.word("NULL")) { this.deferral(true); continue; }
        if (named.name !== undefined) column.notNullName = named.name;
        const { conflict } = this.conflict();
        if (conflict !== undefined) column.notNullConflict = conflict;
      } else if (this.word("NULL")) {
        this.conflict();
      } else if (this.word("UNIQUE")) {
        this.constraints.push({ kind: "unique", ...named, parts: [{ name, descending: false }], ...this.conflict() });
      } else if (this.word("CHECK")) {
        this.constraints.push({ kind: "check", ...named, expression: this.group(), column: name });
      } else if (this.word("DEFAULT")) {
        if (isMark(this.peek(), "(")) this.group();
        else { if (!this.mark("+")) this.mark("-"); this.at += 1; }
      } else if (this.word("COLLATE")) {
        column.collation = this.name();
      } else if (this.word("REFERENCES")) {
        this.constraints.push(this.references(named, [name]));
      } else if (this.word("GENERATED")) {
        this.word("ALWAYS");
      } else if (this.word("AS")) {
        const expression = this.group();
        const stored = this.word("STORED");
        if (!stored) this.word("VIRTUAL");
        column.generated = { expression, stored };
      }
      if (this.at === before) this.at += 1;
    }
    this.columns.push(column);
  }

  private tableConstraint(): void {
    const named = this.word("CONSTRAINT") ? { name: this.name() } : {};
    const before = this.at;
    if (this.word("PRIMARY")) {
      this.word("KEY");
      const { parts, autoincrement } = this.keyParts();
      this.constraints.push({ kind: "primary key", ...named, parts, ...this.conflict(), autoincrement });
    } else if (this.word("UNIQUE")) {
      const { parts } = this.keyParts();
      this.constraints.push({ kind: "unique", ...named, parts, ...this.conflict() });
    } else if (this.word("CHECK")) {
      this.constraints.push({ kind: "check", ...named, expression: this.group() });
      this.conflict();
    } else if (this.word("FOREIGN")) {
      this.word("KEY");
      const columns = this.names();
      this.word("REFERENCES");
      this.constraints.push(this.references(named, columns));
    } else if (this.at === before && !isWord(this.peek(), "CONSTRAINT")) {
      this.at += 1;
    }
  }

  private references(named: { readonly name?: string }, columns: readonly string[]): ParsedForeignKey {
    const table = this.name();
    const referenced = isMark(this.peek(), "(") ? this.names() : [];
    let onDelete: ReferentialAction = "no action";
    let onUpdate: ReferentialAction = "no action";
    let match: string | undefined;
    for (;;) {
      if (this.word("ON")) {
        const isDelete = this.word("DELETE");
        if (!isDelete) this.word("UPDATE", "INSERT");
        const action = this.action();
        if (isDelete) onDelete = action;
        else onUpdate = action;
      } else if (this.word("MATCH")) {
        match = this.name().toLowerCase();
      } else break;
    }
    let deferral: ParsedForeignKey["deferral"];
    if (isWord(this.peek(), "NOT") && isWord(this.tokens[this.at + 1], "DEFERRABLE")) { this.at += 1; deferral = this.deferral(true); }
    else if (isWord(this.peek(), "DEFERRABLE")) deferral = this.deferral(false);
    return {
      kind: "foreign key", ...named, columns, table, referenced, onDelete, onUpdate,
      ...(match === undefined ? {} : { match }), ...(deferral?.deferrable ? { deferral } : {}),
    };
  }

  private deferral(not: boolean): { deferrable: boolean; initiallyDeferred: boolean } {
    this.word("DEFERRABLE");
    const initiallyDeferred = this.word("INITIALLY") && (this.word("DEFERRED") || !this.word("IMMEDIATE"));
    return { deferrable: !not, initiallyDeferred };
  }

  private action(): ReferentialAction {
    if (this.word("SET")) return this.word("NULL") ? "set null" : this.word("DEFAULT") ? "set default" : "no action";
    if (this.word("CASCADE")) return "cascade";
    if (this.word("RESTRICT")) return "restrict";
    this.word("NO");
    this.word("ACTION");
    return "no action";
  }

  private keyParts(): { readonly parts: readonly KeyPart[]; readonly autoincrement: boolean } {
    const parts: KeyPart[] = [];
    let autoincrement = false;
    this.mark("(");
    while (this.peek() !== undefined && !this.mark(")")) {
      if (this.mark(",")) continue;
      const name = this.name();
      const collation = this.word("COLLATE") ? { collation: this.name() } : {};
      parts.push({ name, ...collation, descending: this.direction() });
      if (this.word("AUTOINCREMENT")) autoincrement = true;
    }
    return { parts, autoincrement };
  }

  private names(): readonly string[] {
    return this.keyParts().parts.map((part) => part.name);
  }

  private direction(): boolean {
    if (this.word("DESC")) return true;
    this.word("ASC");
    return false;
  }

  private conflict(): { readonly conflict?: Conflict } {
    if (!isWord(this.peek(), "ON") || !isWord(this.tokens[this.at + 1], "CONFLICT")) return {};
    this.at += 2;
    return { conflict: this.name().toLowerCase() };
  }

  /** The text inside a parenthesis that starts here, up to its partner. */
  private group(): string {
    const open = this.peek();
    if (!isMark(open, "(")) return "";
    let depth = 0;
    for (; this.peek() !== undefined; this.at += 1) {
      const token = this.peek();
      if (isMark(token, "(")) depth += 1;
      if (isMark(token, ")") && (depth -= 1) === 0) break;
    }
    const close = this.peek();
    this.at += 1;
    return this.sql.slice(open?.end, close?.start).trim();
  }

  private peek(): Token | undefined { return this.tokens[this.at]; }

  private name(): string {
    const token = this.peek();
    this.at += 1;
    return token?.value ?? "";
  }

  private word(...words: readonly string[]): boolean {
    if (!isWord(this.peek(), ...words)) return false;
    this.at += 1;
    return true;
  }

  private mark(mark: string): boolean {
    if (!isMark(this.peek(), mark)) return false;
    this.at += 1;
    return true;
  }
}
