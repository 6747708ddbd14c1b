import type { CreateFunctionStmt, CreateStmt, IndexStmt, Node } from "libpg-query";
import type { Act } from "../act";
import { readColumn, readConstraint } from "./columns";
import type { Offset } from "./expressions";
import { partsName, rangeName, strings } from "./names";

/** CREATE TABLE, and CREATE FOREIGN TABLE around it. */
export function readCreateTable(statement: CreateStmt, at: number, offset: Offset, foreign: boolean): Act[] {
  const table = rangeName(statement.relation);
  const elements = statement.tableElts ?? [];
  const columns = elements.flatMap((node) => ("ColumnDef" in node ? [readColumn(node.ColumnDef, offset)] : []));
  const constraints = [...elements, ...(statement.constraints ?? []), ...(statement.nnconstraints ?? [])]
    .flatMap((node) => ("Constraint" in node ? [readConstraint(node.Constraint, offset)] : [])).filter((constraint) => constraint !== undefined);
  const [parent] = statement.partbound === undefined ? [] : statement.inhRelations ?? [];
  return [
    {
      at, kind: "create table", table, temporary: statement.relation?.relpersistence === "t", ifNotExists: statement.if_not_exists === true, foreign, columns, constraints,
      partitionOf: parent !== undefined && "RangeVar" in parent ? rangeName(parent.RangeVar) : undefined, fromQuery: false,
    },
    ...twice(columns.map((column) => column.name), at, `the columns of ${table.name}`),
  ];
}

/** CREATE INDEX. */
export function readCreateIndex(statement: IndexStmt, at: number): Act {
  return {
    at, kind: "create index", table: rangeName(statement.relation), name: statement.idxname, unique: statement.unique === true,
    columns: (statement.indexParams ?? []).map((node) => ("IndexElem" in node ? node.IndexElem.name ?? "" : "")),
    concurrently: statement.concurrent === true, ifNotExists: statement.if_not_exists === true, partial: statement.whereClause !== undefined,
    only: statement.relation?.inh !== true, method: statement.accessMethod ?? "btree",
  };
}

/** CREATE FUNCTION: what counts is whether a default that calls it is evaluated for each row. */
export function readCreateFunction(statement: CreateFunctionStmt, at: number): Act {
  const volatility = (statement.options ?? []).flatMap((node) => (
    "DefElem" in node && node.DefElem.defname === "volatility" && node.DefElem.arg !== undefined && "String" in node.DefElem.arg ? [node.DefElem.arg.String.sval] : []
  ))[0];
  return { at, kind: "create function", name: partsName(strings(statement.funcname)), volatile: volatility === undefined || volatility === "volatile" };
}

/** Names that a list says twice, each once. */
export function twice(names: readonly string[], at: number, where: string): Act[] {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) repeated.add(name);
    seen.add(name);
  }
  return [...repeated].map((name) => ({ at, kind: "names twice", where, name }));
}

/** Names of a list of targets: whole columns only, since `a.x` and `a.y` are two parts of one. */
export function targetNames(nodes: readonly Node[] | undefined): string[] {
  return (nodes ?? []).flatMap((node) => ("ResTarget" in node && node.ResTarget.name !== undefined && (node.ResTarget.indirection ?? []).length === 0 ? [node.ResTarget.name] : []));
}
