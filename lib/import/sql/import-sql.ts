import { fail, succeed, type Diagnostic, type Result } from "../../model";
import type { Target } from "../../targets/target";
import { foundIn } from "../found";
import type { ImportResult } from "../import-result";
import type { WorkOptions } from "../work";
import { hurry } from "./haste";
import { lexisOf } from "./lexis";
import { SandboxUnavailable, type Sandbox } from "../../sandbox/sandbox";
import { Loader, type LoadItem, type Refusal } from "./loader";
import { sortOut, type SortedScript } from "./sort-out";
import { splitSql } from "./split";
import { refusalDiagnostics, notModelledDiagnostics } from "./report";

const statementLimit = 1_000_000;
/** Statements a batch holds: large enough that the engine is never waiting, small enough that cancelling is quick. */
const batchSize = 250;
const batchCharacters = 256 * 1024;

/**
 * Reads SQL by running it: loads the text into a sandbox and reads the engine's catalog. The engine is the parser.
 * Fails only when there is nothing to read; statements that the engine refuses are listed and the rest is kept.
 */
export async function importSql(
  request: { readonly target: Target; readonly text: string; readonly file?: string | undefined }, options: WorkOptions,
): Promise<Result<ImportResult>> {
  const { target, text, file } = request;
  const lexis = lexisOf(target.capabilities);
  const pieces = splitSql(text, lexis, statementLimit + 1);
  if (pieces.length > statementLimit) {
    return fail({ code: "import-too-many-statements", severity: "error", message: `The text holds more than ${statementLimit.toLocaleString("en")} statements.` });
  }
  const sorted = sortOut(pieces, target, file);
  let sandbox: Sandbox;
  try {
    sandbox = await options.openSandbox(target.id);
  } catch (error) {
    if (!(error instanceof SandboxUnavailable)) throw error;
    return readWithoutEngine(sorted, target, file, error.message);
  }
  let restore: (() => Promise<void>) | undefined;
  try {
    for (const sql of lexis.prelude) await sandbox.run(sql);
    const hurried = await hurry(lexis.hastes, sorted.items, sandbox);
    restore = () => hurried.restore(sandbox);
    const loader = new Loader(sandbox, options.signal, (name) => target.quote(name), hurried.hasten, target.capabilities.transactionalDdl);
    let done = 0;
    for (const batch of batches(sorted.items)) {
      options.onProgress?.(done, sorted.items.length, "Loading statements");
      await loader.load(batch);
      done += batch.length;
    }
    await loader.retry();
    await hurried.finish(sandbox);
    options.onProgress?.(done, sorted.items.length, "Reading the catalog");
    options.signal?.throwIfAborted();
    const { schema, unmodelled } = await sandbox.introspect();
    await restore();
    restore = undefined;
    const diagnostics: Diagnostic[] = [
      ...sorted.diagnostics,
      ...refusalDiagnostics(loader, sorted.items.length, file),
      ...notModelledDiagnostics(unmodelled),
    ];
    if (schema.tables.length + schema.enums.length + schema.objects.length === 0 && diagnostics.some(({ severity }) => severity === "error")) {
      return fail(...diagnostics);
    }
    return succeed({ schema, found: foundIn(schema, target), diagnostics }, diagnostics);
  } finally {
    // What was cancelled or failed leaves an engine that resets itself wholly when it finds its types changed.
    await restore?.().catch(() => undefined);
    await sandbox.close();
  }
}

/** What text alone says, labelled so. */
function readWithoutEngine(sorted: SortedScript, target: Target, file: string | undefined, why: string): Result<ImportResult> {
  if (target.readStatements === undefined) return fail(...sorted.diagnostics, { code: "import-no-engine", severity: "error", message: why });
  const { schema, unmodelled, refused } = target.readStatements(sorted.items.map(({ piece }) => piece.text));
  const refusals = refused.flatMap(({ statement, reason, at }): Refusal[] => {
    const item = sorted.items[statement];
    return item === undefined ? [] : [{ item, reason, ...(at === undefined ? {} : { at }) }];
  });
  const diagnostics: Diagnostic[] = [
    { code: "import-without-engine", severity: "warning", message: `Read from its text alone, by no engine: what ${target.label} itself would refuse or change is not known. ${why}` },
    ...sorted.diagnostics,
    ...refusalDiagnostics({ refusals, exhausted: false, createdRoles: [] }, sorted.items.length, file),
    ...notModelledDiagnostics(unmodelled),
  ];
  if (schema.tables.length + schema.objects.length === 0) return fail(...diagnostics);
  return succeed({ schema, found: foundIn(schema, target), diagnostics }, diagnostics);
}

function* batches(items: readonly LoadItem[]): Generator<readonly LoadItem[]> {
  let batch: LoadItem[] = [];
  let size = 0;
  for (const item of items) {
    if (batch.length >= batchSize || (batch.length > 0 && size + item.piece.text.length > batchCharacters)) {
      yield batch;
      batch = [];
      size = 0;
    }
    batch.push(item);
    size += item.piece.text.length;
  }
  if (batch.length > 0) yield batch;
}
