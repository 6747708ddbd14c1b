import type { SchemaObject, Table } from "../../model";
import { postgresql } from "../postgresql";
import { literal, qualify, quote } from "../postgresql/lexical";
import { splitDefinition } from "../postgresql/statements";
import type { ObjectKind, RuleContext, Statement } from "../target";
import { relation } from "./calls";
import { plainTable } from "./plain-table";

/** The table that an object is of, where it is when the statement runs; undefined when it goes with the same plan. */
function tableOf(object: SchemaObject, { from, to, goal = to }: RuleContext): Table | undefined {
  const own = from.tables.find(({ id }) => id === object.tableId);
  return own === undefined || !goal.tables.some(({ id, name }) => id === own.id || name === own.name) ? undefined : own;
}

const statements = (...sql: readonly string[]): Statement[] => sql.map((text) => ({ sql: text }));
const create = (object: SchemaObject): Statement[] => statements(...splitDefinition(object.definition));

function chunkInterval(definition: string): string | undefined {
  return /by_range\('(?:[^']|'')*', INTERVAL '([^']*)'\)/.exec(definition)?.[1];
}

const hypertable: ObjectKind = {
  label: "hypertable",
  create,
  // There is no call that makes a hypertable a plain table again: its rows are copied into one.
  drop: (object, context) => {
    const table = tableOf(object, context);
    return table === undefined ? [] : plainTable(table, context);
  },
  replace(from, to, context) {
    const table = context.from.tables.find(({ id }) => id === from.tableId) ?? context.to.tables.find(({ id }) => id === to.tableId);
    const chunk = chunkInterval(to.definition);
    if (table === undefined || chunk === undefined) return undefined;
    // Chunks that are there keep their width.
    return chunk === chunkInterval(from.definition) ? [] : statements(`SELECT set_chunk_time_interval(${relation(table)}, INTERVAL ${literal(chunk)})`);
  },
};

/** Statements that bring every chunk back to rows and turn the columnstore off. */
export function disableColumnstore(table: Pick<Table, "name" | "namespace">): readonly string[] {
  return [
    `CALL remove_columnstore_policy(${relation(table)}, if_exists => true)`,
    `SELECT decompress_chunk(c, if_compressed => true) FROM show_chunks(${relation(table)}) c`,
    `ALTER TABLE ${qualify(table.namespace, table.name)} SET (timescaledb.enable_columnstore = false)`,
  ];
}

const columnstore: ObjectKind = {
  label: "columnstore",
  create,
  drop: (object, context) => {
    const table = tableOf(object, context);
    return table === undefined ? [] : statements(...disableColumnstore(table));
  },
};

const retention: ObjectKind = {
  label: "retention policy",
  create: (object) => [{ sql: object.definition, loss: `rows of ${/add_retention_policy\('((?:[^']|'')*)'/.exec(object.definition)?.[1] ?? "the table"} older than ${/drop_after => INTERVAL '([^']*)'/.exec(object.definition)?.[1] ?? "that"}, as they age` }],
  drop: (object, context) => {
    const table = tableOf(object, context);
    return table === undefined ? [] : statements(`SELECT remove_retention_policy(${relation(table)}, if_exists => true)`);
  },
};

const rollup: ObjectKind = {
  label: "continuous aggregate",
  create,
  drop: (object) => statements(`DROP MATERIALIZED VIEW ${object.namespace === undefined ? "" : `${quote(object.namespace)}.`}${quote(object.name)}`),
};

/** What TimescaleDB adds to PostgreSQL's objects. */
export const objectKinds: Readonly<Record<string, ObjectKind>> = { ...postgresql.objectKinds, hypertable, columnstore, "retention policy": retention, "continuous aggregate": rollup };
