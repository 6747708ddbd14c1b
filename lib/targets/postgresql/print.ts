import type { Column, ColumnType, ForeignKey, Index, PrimaryKey, Table, UniqueKey, Check, Deferral } from "../../model";
import { columnNames, type RuleContext, type Statement } from "../target";
import { literal, qualify, quote, quoteList } from "./lexical";
import { notNullClause, notNullExtras } from "./rules/not-null";
import { types } from "./types";

/** The table's name as SQL takes it. */
export function tableName(table: Pick<Table, "name" | "namespace">): string {
  return qualify(table.namespace, table.name);
}

/** Native text of a type; an enum may be one that only the schema before or only the one after has. */
export function printType(type: ColumnType, context: Pick<RuleContext, "from" | "to">): string {
  return types.print(type, { enums: [...context.to.enums, ...context.from.enums] });
}

/** A collation's name: a text that is quoted already (a namespace in front) stays as it is. */
export function printCollation(collation: string): string {
  return /^("[^"]*"|[a-z_][a-z0-9_]*)\.("[^"]*"|[a-z_][a-z0-9_]*)$/.test(collation) ? collation : quote(collation);
}

/** `title text COLLATE "C" DEFAULT 'new' NOT NULL`: what stands in CREATE TABLE and after ADD COLUMN. */
export function columnDefinition(column: Column, context: RuleContext): string {
  return [
    quote(column.name), printType(column.type, context),
    ...(column.collation === undefined ? [] : [`COLLATE ${printCollation(column.collation)}`]),
    ...(column.identity === undefined ? [] : [identityClause(column.identity)]),
    ...(column.generated === undefined ? [] : [`GENERATED ALWAYS AS (${column.generated.expression}) ${column.generated.stored ? "STORED" : "VIRTUAL"}`]),
    ...(column.default === undefined || column.generated !== undefined || column.identity !== undefined ? [] : [`DEFAULT ${column.default}`]),
    ...notNullClause(column),
  ].join(" ");
}

/** `GENERATED ... AS IDENTITY` with its sequence options. */
export function identityClause(identity: NonNullable<Column["identity"]>): string {
  const options = identity.options === undefined || identity.options === "" ? "" : ` (${identity.options})`;
  return `GENERATED ${identity.mode.toUpperCase()} AS IDENTITY${options}`;
}

/** What a column's definition cannot say: storage, compression, statistics, comment. */
export function columnExtras(column: Column, table: Table): Statement[] {
  const statements = [...columnOptionStatements({}, column.options ?? {}, column, table), ...notNullExtras(column, table)];
  return column.comment === undefined ? statements : [...statements, columnComment(column, table)];
}

/** COMMENT ON COLUMN; a column without a comment takes it away. */
export function columnComment(column: Column, table: Table): Statement {
  return comment(`COLUMN ${tableName(table)}.${quote(column.name)}`, column.comment);
}

/** COMMENT ON; without a text it is taken away. */
export function comment(what: string, text: string | undefined): Statement {
  return { sql: `COMMENT ON ${what} IS ${text === undefined ? "NULL" : literal(text)}` };
}

type Options = Readonly<Record<string, string>>;

export function columnOptionStatements(from: Options, to: Options, column: Column, table: Table): Statement[] {
  const alter = `ALTER TABLE ${tableName(table)} ALTER COLUMN ${quote(column.name)}`;
  const statements: string[] = [];
  // DEFAULT takes the type's own storage since 16; before, the type's own is EXTENDED for everything this option is set on.
  if (from["storage"] !== to["storage"]) statements.push(`${alter} SET STORAGE ${(to["storage"] ?? "DEFAULT").toUpperCase()}`);
  if (from["compression"] !== to["compression"]) statements.push(`${alter} SET COMPRESSION ${to["compression"] ?? "default"}`);
  if (from["statistics"] !== to["statistics"]) statements.push(`${alter} SET STATISTICS ${to["statistics"] ?? "-1"}`);
  statements.push(...parameterStatements(alter, from["with"], to["with"]));
  return statements.map((sql) => ({ sql }));
}

/** SET and RESET for storage parameters kept as `a=1, b=2`. */
export function parameterStatements(alter: string, from: string | undefined, to: string | undefined): string[] {
  const before = parameters(from);
  const after = parameters(to);
  const set = [...after].filter(([key, value]) => before.get(key) !== value).map(([key, value]) => `${key} = ${value}`);
  const reset = [...before.keys()].filter((key) => !after.has(key));
  return [
    ...(set.length === 0 ? [] : [`${alter} SET (${set.join(", ")})`]),
    ...(reset.length === 0 ? [] : [`${alter} RESET (${reset.join(", ")})`]),
  ];
}

function parameters(text: string | undefined): ReadonlyMap<string, string> {
  const pairs = (text ?? "").split(",").map((part) => part.trim()).filter((part) => part !== "");
  return new Map(pairs.map((pair) => {
    const at = pair.indexOf("=");
    return at < 0 ? [pair, "true"] : [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
  }));
}

function named(name: string | undefined): string {
  return name === undefined ? "" : `CONSTRAINT ${quote(name)} `;
}

function deferralClause(deferral: Deferral | undefined): string {
  if (deferral?.deferrable !== true) return "";
  return deferral.initiallyDeferred ? " DEFERRABLE INITIALLY DEFERRED" : " DEFERRABLE";
}

/** `CONSTRAINT users_pkey PRIMARY KEY (id)`. */
export function keyClause(key: PrimaryKey | UniqueKey, word: "PRIMARY KEY" | "UNIQUE", table: Table): string {
  const nulls = "nullsNotDistinct" in key && key.nullsNotDistinct === true ? " NULLS NOT DISTINCT" : "";
  const include = key.include === undefined || key.include.length === 0 ? "" : ` INCLUDE (${quoteList(columnNames(table, key.include))})`;
  return `${named(key.name)}${word}${nulls} (${quoteList(columnNames(table, key.columns))})${include}${deferralClause(key.deferral)}`;
}

/** A check as it stands in a table or after ADD, with its name where it has one. */
export function checkClause(check: Check): string {
  return `${named(check.name)}CHECK (${check.expression})${check.noInherit === true ? " NO INHERIT" : ""}${check.notValid === true ? " NOT VALID" : ""}`;
}

/** `CONSTRAINT orders_user_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE`. */
export function foreignKeyClause(key: ForeignKey, table: Table, context: Pick<RuleContext, "from" | "to">): string {
  const parent = key.referencedTable === table.id ? table : context.to.tables.find((t) => t.id === key.referencedTable) ?? context.from.tables.find((t) => t.id === key.referencedTable);
  if (parent === undefined) throw new Error(`Foreign key ${key.name ?? ""} of ${table.name} references a table that is not in the schema`);
  const columns = columnNames(table, key.columns);
  const action = (event: string, what: string): string => (what === "no action" ? "" : ` ON ${event} ${what.toUpperCase()}`);
  return `${named(key.name)}FOREIGN KEY (${quoteList(columns)}) REFERENCES ${tableName(parent)} (${quoteList(columnNames(parent, key.referencedColumns))})`
    + `${key.match === "full" ? " MATCH FULL" : ""}${action("DELETE", key.onDelete)}${action("UPDATE", key.onUpdate)}${deferralClause(key.deferral)}${key.notValid === true ? " NOT VALID" : ""}`;
}

/** CREATE INDEX, with the word CONCURRENTLY when asked. */
export function createIndex(index: Index, table: Table, concurrently: boolean): string {
  const parts = index.parts.map((part) => {
    const [column] = part.column === undefined ? [] : columnNames(table, [part.column]);
    return [
      column === undefined ? `(${part.expression ?? ""})` : quote(column),
      ...(part.collation === undefined ? [] : [`COLLATE ${printCollation(part.collation)}`]),
      ...(part.operatorClass === undefined ? [] : [part.operatorClass]),
      ...(part.order === "desc" ? ["DESC"] : []),
      ...(part.nulls === undefined ? [] : [`NULLS ${part.nulls.toUpperCase()}`]),
    ].join(" ");
  });
  // An index ON ONLY a partitioned table is without those of its partitions, and not valid until they are attached.
  const { only, ...parameters } = index.options ?? {};
  const options = Object.entries(parameters).map(([key, value]) => `${key} = ${value}`);
  return [
    `CREATE ${index.unique ? "UNIQUE " : ""}INDEX ${concurrently ? "CONCURRENTLY " : ""}${quote(index.name)} ON ${only === "true" ? "ONLY " : ""}${tableName(table)}`,
    ...(index.method === undefined ? [] : [`USING ${quote(index.method)}`]), `(${parts.join(", ")})`,
    ...(index.include === undefined || index.include.length === 0 ? [] : [`INCLUDE (${quoteList(columnNames(table, index.include))})`]),
    ...(index.nullsNotDistinct === true ? ["NULLS NOT DISTINCT"] : []),
    ...(options.length === 0 ? [] : [`WITH (${options.join(", ")})`]),
    ...(index.where === undefined ? [] : [`WHERE ${index.where}`]),
  ].join(" ");
}
