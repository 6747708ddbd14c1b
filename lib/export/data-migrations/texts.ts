import { qualified } from "../../model";
import type { BatchStatement } from "../../plan/backfill";
import { dataMigrationName, type DataMigrationInput } from "./data-migration";
import { keyKind, type KeyKind } from "./key";

/** What all scripts of one data migration say. */
export interface BatchTexts {
  readonly name: string;
  readonly slug: string;
  readonly title: string;
  /** The walked table, quoted. */
  readonly source: string;
  /** The same for people. */
  readonly sourceName: string;
  /** Key columns, quoted, with their kinds. */
  readonly key: readonly { readonly column: string; readonly name: string; readonly kind: KeyKind }[];
  readonly apply: BatchStatement;
  readonly rollback: BatchStatement | { readonly absent: string };
  readonly literal: (text: string) => string;
  readonly quote: (identifier: string) => string;
  /** "PostgreSQL". */
  readonly database: string;
}

/** Quotes what the scripts name. */
export function batchTexts(input: DataMigrationInput): BatchTexts {
  const { backfill, target } = input;
  const quote = (name: string): string => target.quote(name);
  const { namespace, name } = backfill.source;
  return {
    name: dataMigrationName(input), slug: backfill.slug, title: backfill.title,
    source: namespace === undefined ? quote(name) : `${quote(namespace)}.${quote(name)}`,
    sourceName: qualified(namespace, name),
    key: backfill.key.map((column) => ({ column: quote(column.name), name: column.name, kind: keyKind(column.type) })),
    apply: trimmed(backfill.apply), rollback: "absent" in backfill.rollback ? backfill.rollback : trimmed(backfill.rollback),
    literal: (text) => target.literal(text), quote, database: target.label,
  };
}

/** Statements without the semicolon that a driver would take for a second statement. */
function trimmed(statement: BatchStatement): BatchStatement {
  const bare = (sql: string): string => sql.trim().replace(/(?:\s*;)+$/, "");
  return { ...statement, sql: bare(statement.sql), remaining: bare(statement.remaining) };
}

/** The key columns as a statement names them: qualified by its alias of the source where it has one. */
export function keyColumns(texts: BatchTexts, alias?: string): readonly string[] {
  return texts.key.map(({ column }) => (alias === undefined ? column : `${alias}.${column}`));
}
