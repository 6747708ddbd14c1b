import { address, qualified, type SchemaObject, type Table } from "../../model";
import { overRow, syncObjectId, type ColumnValue, type SyncFacility } from "../sync";
import type { Statement } from "../target";
import { qualify, quote, quoteList } from "./lexical";
import { tableName } from "./print";
import { types } from "./types";

/** PL/pgSQL triggers: BEFORE for the row itself, AFTER for other tables. */
export const sync: SyncFacility = {
  fillsBeforeChecks: true,
  bothWays: true,
  keepsAutomaticNames: true,
  suffixBytes: 3,
  different,
  convert: (expression, type, schema) => `CAST(${expression} AS ${types.print(type, schema)})`,
  words: {
    first: (column) => `split_part(${quote(column)}, ' ', 1)`,
    rest: (column) => `substr(${quote(column)}, length(split_part(${quote(column)}, ' ', 1)) + 2)`,
    join: (columns) => `concat_ws(' ', ${columns.map((column) => `NULLIF(${quote(column)}, '')`).join(", ")})`,
  },
  exchange: ({ name, table, forward, backward }) => {
    const changed = (values: readonly ColumnValue[]): string => values.map(({ column }) => different(`NEW.${quote(column)}`, `OLD.${quote(column)}`)).join(" OR ");
    const set = (values: readonly ColumnValue[]): string => values.map(({ column, expression }) => `    NEW.${quote(column)} := ${overRow(expression, table, "NEW", quote)};`).join("\n");
    const stale = forward.map(({ column, expression }) => different(`NEW.${quote(column)}`, overRow(expression, table, "NEW", quote))).join(" OR ");
    return triggerObjects(name, table, "BEFORE INSERT OR UPDATE", undefined, [
      "  IF TG_OP = 'INSERT' THEN",
      `    IF ${forward.map(({ column }) => `NEW.${quote(column)} IS NULL`).join(" AND ")} THEN`, set(forward), "    ELSE", set(backward), "    END IF;",
      `  ELSIF ${changed(backward)} THEN`, set(forward),
      // What agrees with the old columns already (a batch that fills them) must not be turned back into them.
      `  ELSIF (${changed(forward)}) AND (${stale}) THEN`, set(backward),
      "  END IF;", "  RETURN NEW;",
    ]);
  },
  afterRow: ({ name, table, event, when, body }) => triggerObjects(name, table, `AFTER ${event.toUpperCase()}`, when, [...body.map((sql) => `  ${sql};`), "  RETURN NULL;"]),
  fillInserted: ({ name, table, column, value }) => triggerObjects(name, table, "BEFORE INSERT", undefined, [
    `  IF NEW.${quote(column)} IS NULL THEN`, `    NEW.${quote(column)} := ${value};`, "  END IF;", "  RETURN NEW;",
  ]),
  guard: ({ name, table, predicate, message }) => {
    const refused = `NOT (${overRow(predicate, table, "NEW", quote)})`;
    return triggerObjects(name, table, "BEFORE INSERT OR UPDATE", undefined, [
      `  IF ${refused} AND (TG_OP = 'INSERT' OR (${overRow(predicate, table, "OLD", quote)}) IS NOT FALSE) THEN`,
      `    RAISE EXCEPTION USING MESSAGE = ${text(message)}, ERRCODE = 'check_violation';`, "  END IF;", "  RETURN NEW;",
    ]);
  },
  alias: ({ name, namespace, table }) => [{
    id: syncObjectId(table, "view", name), kind: "view", name, ...(namespace === undefined ? {} : { namespace }),
    definition: `CREATE VIEW ${qualify(namespace, name)} AS SELECT ${table.columns.map((column) => quote(column.name)).join(", ")} FROM ${tableName(table)}`,
    dependsOn: [address.table(table), ...table.columns.map((column) => address.column(table, column.name))],
  }],
  insertOrUpdate: ({ into, columns, source, key, update }) => `INSERT INTO ${into} (${quoteList(columns)}) ${source} ON CONFLICT (${quoteList(key)}) DO `
    + (update.length === 0 ? "NOTHING" : `UPDATE SET ${update.map((column) => `${quote(column)} = EXCLUDED.${quote(column)}`).join(", ")}`),
  assertZero: (query, message) => {
    const body = `BEGIN\n  IF (${query}) <> 0 THEN\n    RAISE EXCEPTION USING MESSAGE = ${text(message)};\n  END IF;\nEND`;
    const tag = dollarTag(body);
    return [{ sql: `DO ${tag}\n${body}\n${tag}` }];
  },
  keyFromIndex: (table, kind, name, index) => [{ sql: `ALTER TABLE ${tableName(table)} ADD CONSTRAINT ${quote(name)} ${kind === "unique" ? "UNIQUE" : "PRIMARY KEY"} USING INDEX ${quote(index)}` }],
  restartIdentity: (table, column): Statement[] => [{
    sql: `SELECT setval(pg_get_serial_sequence(${text(tableName(table))}, ${text(column)}), GREATEST((SELECT max(${quote(column)}) FROM ${tableName(table)}), 1))`,
  }],
};

function different(left: string, right: string): string {
  return `${left} IS DISTINCT FROM ${right}`;
}

/** A text in a form that means the same inside a dollar-quoted body. */
function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

function dollarTag(body: string): string {
  let tag = "$strata$";
  for (let n = 1; body.includes(tag); n += 1) tag = `$strata${n}$`;
  return tag;
}

/** The trigger and its function, as the catalog prints them. */
function triggerObjects(name: string, table: Table, timing: string, when: string | undefined, lines: readonly string[]): readonly SchemaObject[] {
  const body = `\nBEGIN\n${lines.join("\n")}\nEND\n`;
  const tag = body.includes("$function$") ? dollarTag(body) : "$function$";
  const namespace = table.namespace === undefined ? {} : { namespace: table.namespace };
  const routine: SchemaObject = {
    id: syncObjectId(table, "function", name), kind: "function", name: `${name}()`, ...namespace,
    definition: `CREATE OR REPLACE FUNCTION ${qualify(table.namespace, name)}()\n RETURNS trigger\n LANGUAGE plpgsql\nAS ${tag}${body}${tag}`,
    dependsOn: table.namespace === undefined ? [] : [address.namespace(table.namespace)],
  };
  const fires = when === undefined ? "" : ` WHEN (${when})`;
  const trigger: SchemaObject = {
    id: syncObjectId(table, "trigger", name), kind: "trigger", name, tableId: table.id,
    definition: `CREATE TRIGGER ${quote(name)} ${timing} ON ${tableName(table)} FOR EACH ROW${fires} EXECUTE FUNCTION ${qualify(table.namespace, name)}()`,
    dependsOn: [address.table(table), `function:${qualified(table.namespace, `${name}()`)}`],
  };
  return [routine, trigger];
}
