import type { Node, ObjectType, VariableSetStmt } from "libpg-query";
import { lockModes, type Act, type ConstraintFacts, type LockMode, type ObjectKindName } from "../act";
import { readAlterTable } from "./alter-table";
import { readConstraint } from "./columns";
import { readCreateFunction, readCreateIndex, readCreateTable, targetNames, twice } from "./creating";
import type { Offset } from "./expressions";
import { objectName, partsName, rangeName, strings } from "./names";

const objectKinds: Readonly<Partial<Record<ObjectType, ObjectKindName>>> = {
  OBJECT_TABLE: "table", OBJECT_FOREIGN_TABLE: "table", OBJECT_INDEX: "index", OBJECT_VIEW: "view", OBJECT_MATVIEW: "materialized view", OBJECT_SEQUENCE: "sequence",
  OBJECT_TYPE: "type", OBJECT_DOMAIN: "domain", OBJECT_FUNCTION: "function", OBJECT_PROCEDURE: "function", OBJECT_ROUTINE: "function", OBJECT_TRIGGER: "trigger",
  OBJECT_RULE: "rule", OBJECT_POLICY: "policy", OBJECT_SCHEMA: "schema", OBJECT_DATABASE: "database", OBJECT_EXTENSION: "extension",
  OBJECT_TABCONSTRAINT: "constraint", OBJECT_COLUMN: "column",
};

function kindOf(type: ObjectType | undefined): ObjectKindName {
  return (type === undefined ? undefined : objectKinds[type]) ?? "other";
}

/** What a parsed statement does. `starts` are the places of the actions of ALTER TABLE. */
export function readActs(node: Node, at: number, offset: Offset, starts: readonly number[]): Act[] {
  if ("AlterTableStmt" in node) return readAlterTable(node.AlterTableStmt, offset, starts);
  if ("CreateStmt" in node) return readCreateTable(node.CreateStmt, at, offset, false);
  if ("CreateForeignTableStmt" in node) return readCreateTable(node.CreateForeignTableStmt.base ?? {}, at, offset, true);
  if ("IndexStmt" in node) return [readCreateIndex(node.IndexStmt, at)];
  if ("CreateFunctionStmt" in node) return [readCreateFunction(node.CreateFunctionStmt, at)];
  if ("TransactionStmt" in node) return transaction(node.TransactionStmt.kind, at);
  if ("VariableSetStmt" in node) return setting(node.VariableSetStmt, at);
  return rows(node, at) ?? maintenance(node, at) ?? objects(node, at, offset) ?? [rest(node, at)];
}

function transaction(kind: string | undefined, at: number): Act[] {
  switch (kind) {
    case "TRANS_STMT_BEGIN": case "TRANS_STMT_START": return [{ at, kind: "begin" }];
    case "TRANS_STMT_COMMIT": case "TRANS_STMT_PREPARE": return [{ at, kind: "commit" }];
    case "TRANS_STMT_ROLLBACK": return [{ at, kind: "rollback" }];
    default: return [{ at, kind: "other", what: "savepoint", ddl: false }];
  }
}

function setting(statement: VariableSetStmt, at: number): Act[] {
  if (statement.kind === "VAR_RESET_ALL") return [{ at, kind: "set", name: "all", value: "", local: false }];
  const [first] = statement.args ?? [];
  const constant = first !== undefined && "A_Const" in first ? first.A_Const : undefined;
  const value = statement.kind === "VAR_SET_VALUE" ? constant?.sval?.sval ?? (constant?.ival === undefined ? constant?.fval?.fval ?? "" : String(constant.ival.ival ?? 0)) : "";
  return [{ at, kind: "set", name: (statement.name ?? "").toLowerCase(), value, local: statement.is_local === true }];
}

/** Statements on rows, and the lists in them that may name a column twice. */
function rows(node: Node, at: number): Act[] | undefined {
  if ("UpdateStmt" in node) {
    const { relation, whereClause, targetList } = node.UpdateStmt;
    return [{ at, kind: "update", table: rangeName(relation), whole: whereClause === undefined }, ...twice(targetNames(targetList), at, "SET")];
  }
  if ("DeleteStmt" in node) return [{ at, kind: "delete", table: rangeName(node.DeleteStmt.relation), whole: node.DeleteStmt.whereClause === undefined }];
  if ("InsertStmt" in node) {
    const { relation, cols, onConflictClause } = node.InsertStmt;
    return [
      { at, kind: "insert", table: rangeName(relation), whole: false }, ...twice(targetNames(cols), at, "the columns of INSERT"),
      ...twice(targetNames(onConflictClause?.targetList), at, "SET"),
    ];
  }
  if ("MergeStmt" in node) {
    const lists = (node.MergeStmt.mergeWhenClauses ?? []).flatMap((when) => ("MergeWhenClause" in when ? [when.MergeWhenClause.targetList] : []));
    return [{ at, kind: "merge", table: rangeName(node.MergeStmt.relation), whole: false }, ...lists.flatMap((list) => twice(targetNames(list), at, "MERGE"))];
  }
  if ("SelectStmt" in node) {
    const { intoClause, targetList } = node.SelectStmt;
    if (intoClause?.rel === undefined) return [{ at, kind: "other", what: "select", ddl: false }];
    return [created(rangeName(intoClause.rel), intoClause.rel.relpersistence === "t", false, at), ...twice(targetNames(targetList), at, "SELECT INTO")];
  }
  if ("ViewStmt" in node) {
    const { view, aliases, query } = node.ViewStmt;
    const named = strings(aliases);
    const list = query !== undefined && "SelectStmt" in query ? targetNames(query.SelectStmt.targetList) : [];
    // The names in front of AS take the place of the query's from the left.
    return [{ at, kind: "create", what: `view ${rangeName(view).name}`, ddl: true }, ...twice(named.length > 0 ? named : list, at, `the columns of view ${rangeName(view).name}`)];
  }
  if ("CreateTableAsStmt" in node) {
    const { into, query, objtype, if_not_exists: ifNotExists } = node.CreateTableAsStmt;
    const named = strings(into?.colNames);
    const list = query !== undefined && "SelectStmt" in query ? targetNames(query.SelectStmt.targetList) : [];
    const table = rangeName(into?.rel);
    const act: Act = objtype === "OBJECT_MATVIEW" ? { at, kind: "create", what: `materialized view ${table.name}`, ddl: true } : created(table, into?.rel?.relpersistence === "t", ifNotExists === true, at);
    return [act, ...twice(named.length > 0 ? named : list, at, `the columns of ${table.name}`)];
  }
  return undefined;
}

function created(table: ReturnType<typeof rangeName>, temporary: boolean, ifNotExists: boolean, at: number): Act {
  return { at, kind: "create table", table, temporary, ifNotExists, foreign: false, columns: [], constraints: [], partitionOf: undefined, fromQuery: true };
}

function maintenance(node: Node, at: number): Act[] | undefined {
  if ("ReindexStmt" in node) {
    const { kind, relation, name, params } = node.ReindexStmt;
    const scope = (kind ?? "").replace("REINDEX_OBJECT_", "").toLowerCase();
    return [{ at, kind: "reindex", scope, of: relation === undefined ? (name === undefined ? undefined : { namespace: undefined, name }) : rangeName(relation), concurrently: isOn(params, "concurrently") }];
  }
  if ("VacuumStmt" in node) {
    const { is_vacuumcmd: vacuum, options, rels } = node.VacuumStmt;
    if (vacuum !== true) return [{ at, kind: "other", what: "analyze", ddl: false }];
    if (!isOn(options, "full")) return [{ at, kind: "vacuum" }];
    const tables = (rels ?? []).flatMap((rel) => ("VacuumRelation" in rel ? [rangeName(rel.VacuumRelation.relation)] : []));
    return tables.length === 0 ? [{ at, kind: "vacuum full", table: undefined }] : tables.map((table) => ({ at, kind: "vacuum full", table }));
  }
  if ("ClusterStmt" in node) return [{ at, kind: "cluster", table: node.ClusterStmt.relation === undefined ? undefined : rangeName(node.ClusterStmt.relation) }];
  if ("RefreshMatViewStmt" in node) return [{ at, kind: "refresh", view: rangeName(node.RefreshMatViewStmt.relation), concurrently: node.RefreshMatViewStmt.concurrent === true }];
  if ("TruncateStmt" in node) return [{ at, kind: "truncate", tables: ranges(node.TruncateStmt.relations), cascade: node.TruncateStmt.behavior === "DROP_CASCADE" }];
  if ("LockStmt" in node) return [{ at, kind: "lock table", tables: ranges(node.LockStmt.relations), mode: lockMode(node.LockStmt.mode) }];
  return undefined;
}

function ranges(nodes: readonly Node[] | undefined): ReturnType<typeof rangeName>[] {
  return (nodes ?? []).flatMap((node) => ("RangeVar" in node ? [rangeName(node.RangeVar)] : []));
}

/** Lock numbers start at 1 (AccessShareLock). */
function lockMode(mode: number | undefined): LockMode {
  return lockModes[(mode ?? 8) - 1] ?? "AccessExclusive";
}

/** An option in parentheses, or the word itself: `FULL`, `FULL true`, `FULL off`. */
function isOn(options: readonly Node[] | undefined, name: string): boolean {
  return (options ?? []).some((node) => {
    if (!("DefElem" in node) || node.DefElem.defname?.toLowerCase() !== name) return false;
    const { arg } = node.DefElem;
    if (arg === undefined) return true;
    if ("String" in arg) return !["false", "off", "no", "0"].includes((arg.String.sval ?? "").toLowerCase());
    if ("Boolean" in arg) return arg.Boolean.boolval === true;
    if ("Integer" in arg) return (arg.Integer.ival ?? 0) !== 0;
    return true;
  });
}

function objects(node: Node, at: number, offset: Offset): Act[] | undefined {
  if ("DropStmt" in node) {
    const { removeType, objects: dropped, behavior, concurrent, missing_ok: ifExists } = node.DropStmt;
    return [{ at, kind: "drop", what: kindOf(removeType), names: (dropped ?? []).map(objectName), cascade: behavior === "DROP_CASCADE", concurrently: concurrent === true, ifExists: ifExists === true }];
  }
  if ("DropdbStmt" in node) return [{ at, kind: "drop", what: "database", names: [{ namespace: undefined, name: node.DropdbStmt.dbname ?? "" }], cascade: false, concurrently: false, ifExists: node.DropdbStmt.missing_ok === true }];
  if ("RenameStmt" in node) {
    const { renameType, relation, object, subname, newname } = node.RenameStmt;
    const of = relation === undefined ? (object === undefined ? undefined : objectName(object)) : rangeName(relation);
    return [{ at, kind: "rename", what: kindOf(renameType), of, from: subname ?? of?.name ?? "", to: newname ?? "" }];
  }
  if ("AlterObjectSchemaStmt" in node) {
    const { objectType, relation, object, newschema } = node.AlterObjectSchemaStmt;
    return [{ at, kind: "set schema", what: kindOf(objectType), of: relation === undefined ? objectName(object) : rangeName(relation), to: newschema ?? "" }];
  }
  if ("CreateEnumStmt" in node) return [{ at, kind: "create enum", type: partsName(strings(node.CreateEnumStmt.typeName)) }];
  if ("AlterEnumStmt" in node) {
    const { typeName, oldVal, newVal, newValNeighbor } = node.AlterEnumStmt;
    const type = partsName(strings(typeName));
    return oldVal === undefined
      ? [{ at, kind: "add enum value", type, value: newVal ?? "", placed: newValNeighbor !== undefined }]
      : [{ at, kind: "rename", what: "enum value", of: type, from: oldVal, to: newVal ?? "" }];
  }
  if ("CreateDomainStmt" in node) {
    const { domainname, constraints } = node.CreateDomainStmt;
    return [{ at, kind: "create domain", domain: partsName(strings(domainname)), constraints: constraintsOf(constraints, offset) }];
  }
  if ("AlterDomainStmt" in node) {
    const { subtype, typeName, def } = node.AlterDomainStmt;
    const notValid = def !== undefined && "Constraint" in def && def.Constraint.skip_validation === true;
    const what = subtype === "C" ? "add constraint" : subtype === "O" ? "set not null" : subtype === "V" ? "validate" : "other";
    return [{ at, kind: "alter domain", domain: partsName(strings(typeName)), what, notValid }];
  }
  if ("CreateTrigStmt" in node) return [{ at, kind: "create trigger", table: rangeName(node.CreateTrigStmt.relation), name: node.CreateTrigStmt.trigname ?? "" }];
  if ("RuleStmt" in node) return [{ at, kind: "create rule", table: rangeName(node.RuleStmt.relation), name: node.RuleStmt.rulename ?? "" }];
  if ("CreatePolicyStmt" in node) return [{ at, kind: "create policy", table: rangeName(node.CreatePolicyStmt.table), name: node.CreatePolicyStmt.policy_name ?? "" }];
  return undefined;
}

function constraintsOf(nodes: readonly Node[] | undefined, offset: Offset): ConstraintFacts[] {
  return (nodes ?? []).flatMap((node) => ("Constraint" in node ? [readConstraint(node.Constraint, offset)] : [])).filter((constraint) => constraint !== undefined);
}

/** Statements that no rule looks into; whether they change the schema counts for time limits. */
function rest(node: Node, at: number): Act {
  const what = (Object.keys(node)[0] ?? "").replace(/Stmt$/, "");
  if (/^(?:Create|Define|CompositeType)/.test(what)) return { at, kind: "create", what, ddl: true };
  return { at, kind: "other", what, ddl: /^(?:Alter|Comment|Grant|Drop|Reassign|SecLabel|Import)/.test(what) };
}
