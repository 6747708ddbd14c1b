import { fail, succeed } from "../../model";
import { batchPlace, type BatchStatement } from "../../plan/backfill";
import { commentText, scriptText } from "../source-text";
import type { DataMigrationLanguage } from "./data-migration";
import type { BatchEngine } from "./engine";
import { batchEngine } from "./engines";
import { keyCondition, type KeyCondition } from "./key";
import { noScript } from "./no-script";
import { batchTexts, keyColumns, type BatchTexts } from "./texts";
import { typescriptRunner } from "./typescript-runner";

/** TypeScript: a module whose functions take the team's own connection. */
export const typescript: DataMigrationLanguage = {
  id: "typescript", label: "TypeScript", extension: "ts",
  write(input) {
    const engine = batchEngine(input.target.capabilities);
    if (engine === undefined) return fail(noScript(input));
    const texts = batchTexts(input);
    return succeed([head(texts, engine), constants(texts, engine), engine.typescript.functions, typescriptRunner].join("\n\n"));
  },
};

function head(texts: BatchTexts, { typescript: { driver, notes } }: BatchEngine): string {
  return `/**
 * ${commentText(texts.title)}.
 *
 * Walks ${commentText(texts.sourceName)} in batches by its key. Each batch and its place in strata_data_migrations are one transaction, so a run that was
 * stopped goes on where it was, and two runs at once share the work. Driver: ${driver}.
${notes.map((note) => ` * ${note}\n`).join("")} * ${"absent" in texts.rollback ? `There is no way back: ${commentText(texts.rollback.absent)}` : "Way back: rollback()."}
 *
 *     await migrate(connection, { batchSize: 1000, report: console.log });
 */`;
}

function constants(texts: BatchTexts, engine: BatchEngine): string {
  const { numbered, mark } = engine.typescript;
  const count = texts.key.length;
  const condition = (operator: ">" | "<=", alias?: string, from = 0): KeyCondition => keyCondition(keyColumns(texts, alias), operator, {
    rows: engine.rows, place: (i) => engine.bind(numbered ? `$${from + i + 1}` : mark, texts.key[i]?.kind ?? "text"),
  });
  const printed = ({ sql, order }: KeyCondition): string => `{ sql: ${scriptText(sql)}, order: [${order.join(", ")}] }`;
  const columns = keyColumns(texts);
  const values = texts.key.flatMap(({ column, kind }, i) => {
    const [sign, text] = engine.fetch(`batch.${column}`, kind);
    return [`${sign} AS mark_${i}`, `${text} AS text_${i}`];
  });
  const next = (where: string, limit: string): string => scriptText([
    `SELECT count(*) OVER () AS n, ${values.join(", ")}`,
    `FROM (SELECT ${columns.join(", ")} FROM ${texts.source}${where} ORDER BY ${columns.join(", ")} LIMIT ${limit}) AS batch`,
    `ORDER BY ${columns.map((column) => `batch.${column} DESC`).join(", ")} LIMIT 1`,
  ].join("\n"));
  const after = condition(">");
  const job = (direction: string, statement: BatchStatement): string => `{
  direction: "${direction}",
  statement: ${scriptText(statement.sql)},
  remaining: ${scriptText(statement.remaining)},
  after: ${printed(condition(">", statement.alias, count))},
  upTo: ${printed(condition("<=", statement.alias))},
}`;
  return `export const name = ${scriptText(texts.name)};
const source = ${scriptText(texts.source)};
const batchPlace = ${scriptText(batchPlace)};
/** Places of values are numbered, so that they may stand more than once. */
const numbered: boolean = ${numbered};
/** The end of the next batch: first of all, and after a key. */
const first = ${next("", numbered ? "$1" : mark)};
const next = ${next(` WHERE ${after.sql}`, numbered ? `$${count + 1}` : mark)};
const afterKey: readonly number[] = [${after.order.join(", ")}];
const keyColumns = ${count};
const createProgress = ${scriptText(engine.createProgress)};

interface Condition {
  readonly sql: string;
  readonly order: readonly number[];
}

interface Job {
  readonly direction: "forward" | "rollback";
  readonly statement: string;
  readonly remaining: string;
  readonly after: Condition;
  readonly upTo: Condition;
}

const forward: Job = ${job("forward", texts.apply)};
const backward: Job | string = ${"absent" in texts.rollback ? scriptText(texts.rollback.absent) : job("rollback", texts.rollback)};`;
}
