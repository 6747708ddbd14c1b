import type { Column, Table } from "../../../model";
import type { Alteration, KindRules, RuleContext, Statement } from "../../target";
import { quote } from "../lexical";
import { checkClause, columnDefinition, columnExtras, comment, keyClause, parameterStatements, tableName } from "../print";
import { settleDefaults } from "../replace/default-privileges";
import { check, primaryKey, renameAutomaticNames, unique } from "./constraints";
import { changeParents, parentTables, partitionKey } from "./parents";
import { identitySequence, renameIdentitySequence } from "./identity";

/** Tables. Foreign keys and indexes follow as members. */
export const table: KindRules["table"] = {
  createsForeignKeys: false,
  create(created, context) {
    const parents = parentTables(created, context);
    const { options } = created;
    return [
      { sql: createTable(created, parents, context) },
      ...created.columns.flatMap((column) => inheritedDefault(column, created, parents)),
      ...created.checks.filter((c) => c.notValid === true).map((c) => ({ sql: `ALTER TABLE ${tableName(created)} ADD ${checkClause(c)}` })),
      ...created.columns.flatMap((column) => columnExtras(column, created)),
      ...(created.comment === undefined ? [] : [comment(`TABLE ${tableName(created)}`, created.comment)]),
      ...constraintComments(created, context),
      ...rowSecurity(undefined, created.options["rowSecurity"], created),
      // An index named here does not exist yet: its creation sets it. The key of that name does.
      ...(isIndexName(created.options["replicaIdentity"]) && !keyNames(created).includes(created.options["replicaIdentity"] ?? "") ? [] : replicaIdentity(created)),
      ...settleDefaults({ defaults: "TABLES", what: `TABLE ${tableName(created)}`, namespace: created.namespace }, context),
      ...created.columns.flatMap((column) => (column.identity === undefined || options["partitionOf"] !== undefined ? [] : settleDefaults({ defaults: "SEQUENCES", what: `SEQUENCE ${identitySequence(column, created)}`, namespace: created.namespace }, context))),
    ];
  },
  drop(dropped, context) {
    // A partitioned table has no rows of its own; its partitions go, or stay, by themselves.
    const drop = { sql: `DROP TABLE ${tableName(dropped)}`, ...(dropped.options["partitionBy"] === undefined ? { loss: `all rows of ${dropped.name}` } : {}) };
    const parent = dropped.options["partitionOf"] === undefined ? undefined : parentTables(dropped, { from: context.from, to: context.from })[0];
    // A part of a table that is referenced is itself referenced until it stands by itself.
    const referenced = parent !== undefined && context.from.tables.some((other) => other.foreignKeys.some((key) => key.referencedTable === parent.id));
    return referenced ? [{ sql: `ALTER TABLE ${tableName(parent)} DETACH PARTITION ${tableName(dropped)}` }, drop] : [drop];
  },
  holds: (table) => partitionKey(table),
  withoutParts: (table) => table.indexes.filter((index) => index.options?.["only"] === "true").map(({ id }) => id),
  part: ({ options }) => (options["partitionOf"] === undefined ? undefined : { of: options["partitionOf"], share: options["bound"] ?? "" }),
  apart: ({ options: { partitionOf: _, bound: __, ...options }, ...rest }) => ({ ...rest, options }),
  rename(from, to) {
    const moved: Table = to.namespace === undefined ? withoutNamespace(from) : { ...from, namespace: to.namespace };
    return [
      ...(from.namespace === to.namespace ? [] : [{ sql: `ALTER TABLE ${tableName(from)} SET SCHEMA ${quote(to.namespace ?? "public")}` }]),
      ...(from.name === to.name ? [] : [
        { sql: `ALTER TABLE ${tableName(moved)} RENAME TO ${quote(to.name)}` },
        ...from.columns.flatMap((column) => renameIdentitySequence(column, from, column, to)),
        ...renameAutomaticNames(from, to),
      ]),
    ];
  },
  alter(from, to, changed, context) {
    const statements: Statement[] = [];
    if (changed.includes("options")) {
      const altered = alterOptions(from, to, context);
      if (altered === "replace") return "replace";
      statements.push(...altered);
    }
    if (changed.includes("comment")) statements.push(comment(`TABLE ${tableName(to)}`, to.comment));
    return statements;
  },
};

function withoutNamespace({ namespace: _, ...rest }: Table): Table {
  return rest;
}

function createTable(created: Table, parents: readonly Table[], context: RuleContext): string {
  const { options } = created;
  const partitionOf = options["partitionOf"];
  const inherited = new Map(parents.flatMap((parent) => parent.columns.map((column) => [column.name, column] as const)));
  const own = created.columns.filter((column) => !inherited.has(column.name)).map((column) => columnDefinition(column, context));
  const overrides = partitionOf === undefined ? [] : created.columns.flatMap((column) => override(column, inherited.get(column.name)));
  const members = [
    ...own, ...overrides,
    ...(created.primaryKey === undefined ? [] : [keyClause(created.primaryKey, "PRIMARY KEY", created)]),
    ...created.uniques.map((key) => keyClause(key, "UNIQUE", created)),
    ...created.checks.filter((c) => c.notValid !== true).map(checkClause),
  ];
  const body = members.length === 0 && partitionOf !== undefined ? "" : ` (${members.length === 0 ? "" : `\n  ${members.join(",\n  ")}\n`})`;
  return [
    `CREATE ${options["unlogged"] === "true" ? "UNLOGGED " : ""}TABLE ${tableName(created)}`,
    ...(partitionOf === undefined ? [] : [` PARTITION OF ${partitionOf}`]), body,
    ...(partitionOf === undefined ? [] : [` ${options["bound"] ?? "DEFAULT"}`]),
    ...(options["inherits"] === undefined ? [] : [` INHERITS (${options["inherits"]})`]),
    ...(options["partitionBy"] === undefined ? [] : [` PARTITION BY ${options["partitionBy"]}`]),
    ...(options["accessMethod"] === undefined ? [] : [` USING ${quote(options["accessMethod"])}`]),
    ...(options["with"] === undefined ? [] : [` WITH (${options["with"]})`]),
  ].join("");
}

/** What a partition says of a column otherwise than its parent. */
function override(column: Column, parent: Column | undefined): string[] {
  if (parent === undefined) return [];
  const parts = [
    ...(column.default !== undefined && column.default !== parent.default && column.generated === undefined ? [`DEFAULT ${column.default}`] : []),
    ...(!column.nullable && parent.nullable ? ["NOT NULL"] : []),
  ];
  return parts.length === 0 ? [] : [`${quote(column.name)} ${parts.join(" ")}`];
}

/** Defaults and NOT NULL of inherited columns that CREATE TABLE cannot say. */
function inheritedDefault(column: Column, created: Table, parents: readonly Table[]): Statement[] {
  const parent = parents.flatMap((p) => p.columns).find((c) => c.name === column.name);
  if (parent === undefined || column.generated !== undefined) return [];
  const alter = `ALTER TABLE ONLY ${tableName(created)} ALTER COLUMN ${quote(column.name)}`;
  const partition = created.options["partitionOf"] !== undefined;
  return [
    ...(column.default === undefined && parent.default !== undefined ? [{ sql: `${alter} DROP DEFAULT` }] : []),
    ...(!partition && column.default !== undefined && column.default !== parent.default ? [{ sql: `${alter} SET DEFAULT ${column.default}` }] : []),
    ...(!partition && !column.nullable && parent.nullable ? [{ sql: `${alter} SET NOT NULL` }] : []),
  ];
}

function constraintComments(created: Table, context: RuleContext): Statement[] {
  const comments: Alteration[] = [
    ...(created.primaryKey?.comment === undefined ? [] : [primaryKey.alter(created.primaryKey, created.primaryKey, ["comment"], created, context)]),
    ...created.uniques.filter((key) => key.comment !== undefined).map((key) => unique.alter(key, key, ["comment"], created, context)),
    ...created.checks.filter((c) => c.comment !== undefined).map((c) => check.alter(c, c, ["comment"], created, context)),
  ];
  return comments.flatMap((statements) => (typeof statements === "string" ? [] : [...statements]));
}

function rowSecurity(from: string | undefined, to: string | undefined, altered: Table): Statement[] {
  const enabled = (text: string | undefined): boolean => text === "enabled" || text === "forced";
  const forced = (text: string | undefined): boolean => text?.startsWith("forced") ?? false;
  const alter = `ALTER TABLE ${tableName(altered)}`;
  return [
    ...(enabled(from) === enabled(to) ? [] : [{ sql: `${alter} ${enabled(to) ? "ENABLE" : "DISABLE"} ROW LEVEL SECURITY` }]),
    ...(forced(from) === forced(to) ? [] : [{ sql: `${alter} ${forced(to) ? "FORCE" : "NO FORCE"} ROW LEVEL SECURITY` }]),
  ];
}

function keyNames(table: Table): readonly string[] {
  return [...(table.primaryKey === undefined ? [] : [table.primaryKey]), ...table.uniques].flatMap((key) => key.name ?? []);
}

/** The statement that makes a new index or key of this name the table's replica identity again, where it is meant to be. */
export function identityBy(name: string, table: Table): Statement[] {
  return table.options["replicaIdentity"] === name ? replicaIdentity(table) : [];
}

function isIndexName(identity: string | undefined): boolean {
  return identity !== undefined && identity !== "full" && identity !== "nothing";
}

function replicaIdentity(altered: Table, from?: Table): Statement[] {
  const wanted = altered.options["replicaIdentity"];
  if (wanted === from?.options["replicaIdentity"]) return [];
  const what = wanted === undefined ? "DEFAULT" : isIndexName(wanted) ? `USING INDEX ${quote(wanted)}` : wanted.toUpperCase();
  return [{ sql: `ALTER TABLE ${tableName(altered)} REPLICA IDENTITY ${what}` }];
}

function alterOptions(from: Table, to: Table, context: RuleContext): readonly Statement[] | "replace" {
  const differs = (name: string): boolean => from.options[name] !== to.options[name];
  // How rows are spread over partitions is fixed when the table is made.
  if (differs("partitionBy")) return "replace";
  const alter = `ALTER TABLE ${tableName(to)}`;
  const sql = changeParents(from, to, context);
  if (differs("unlogged")) sql.push(`${alter} SET ${to.options["unlogged"] === "true" ? "UNLOGGED" : "LOGGED"}`);
  if (differs("accessMethod")) sql.push(`${alter} SET ACCESS METHOD ${quote(to.options["accessMethod"] ?? "heap")}`);
  if (differs("ofType")) sql.push(to.options["ofType"] === undefined ? `${alter} NOT OF` : `${alter} OF ${to.options["ofType"]}`);
  sql.push(...parameterStatements(alter, from.options["with"], to.options["with"]));
  return [...sql.map((text) => ({ sql: text })), ...rowSecurity(from.options["rowSecurity"], to.options["rowSecurity"], to), ...replicaIdentity(to, from)];
}
