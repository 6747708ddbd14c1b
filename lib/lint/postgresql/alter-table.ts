import type { AlterTableCmd, AlterTableStmt, AlterTableType, Node } from "libpg-query";
import type { Act, LockMode, ObjectName, Using } from "../act";
import { readColumn, readConstraint } from "./columns";
import { readType, type Offset } from "./expressions";
import { rangeName, strings } from "./names";

/** Actions that write every row anew (measured on PostgreSQL 18.6). */
const rewriting: Readonly<Partial<Record<AlterTableType, string>>> = {
  AT_SetLogged: "SET LOGGED", AT_SetUnLogged: "SET UNLOGGED", AT_SetAccessMethod: "SET ACCESS METHOD", AT_SetTableSpace: "SET TABLESPACE", AT_SetExpression: "SET EXPRESSION",
};

/** Actions that need less than ACCESS EXCLUSIVE (manual of ALTER TABLE, 18; measured). */
const lighter: Readonly<Partial<Record<AlterTableType, LockMode>>> = {
  AT_SetStatistics: "ShareUpdateExclusive", AT_ClusterOn: "ShareUpdateExclusive", AT_DropCluster: "ShareUpdateExclusive",
  AT_SetRelOptions: "ShareUpdateExclusive", AT_ResetRelOptions: "ShareUpdateExclusive", AT_SetOptions: "ShareUpdateExclusive", AT_ResetOptions: "ShareUpdateExclusive",
  AT_EnableTrig: "ShareRowExclusive", AT_EnableAlwaysTrig: "ShareRowExclusive", AT_EnableReplicaTrig: "ShareRowExclusive", AT_DisableTrig: "ShareRowExclusive",
  AT_EnableTrigAll: "ShareRowExclusive", AT_DisableTrigAll: "ShareRowExclusive", AT_EnableTrigUser: "ShareRowExclusive", AT_DisableTrigUser: "ShareRowExclusive",
};

/** The actions of ALTER TABLE (and of ALTER INDEX, VIEW, SEQUENCE, which share its node), each with its place. */
export function readAlterTable(statement: AlterTableStmt, offset: Offset, starts: readonly number[]): Act[] {
  const table = rangeName(statement.relation);
  return (statement.cmds ?? []).flatMap((node, i) => {
    if (!("AlterTableCmd" in node)) return [];
    const at = starts[i] ?? starts[0] ?? 0;
    return statement.objtype === "OBJECT_TABLE" || statement.objtype === "OBJECT_FOREIGN_TABLE"
      ? action(node.AlterTableCmd, table, at, offset)
      : [{ at, kind: "alter table" as const, table, what: node.AlterTableCmd.subtype ?? "", lock: "AccessExclusive" as const }];
  });
}

function action(command: AlterTableCmd, table: ObjectName, at: number, offset: Offset): Act[] {
  const { subtype, def } = command;
  const column = command.name ?? "";
  const ifExists = command.missing_ok === true;
  switch (subtype) {
    case "AT_AddColumn":
      return def !== undefined && "ColumnDef" in def ? [{ at, kind: "add column", table, column: readColumn(def.ColumnDef, offset), ifNotExists: ifExists, placed: false }] : [];
    case "AT_DropColumn": return [{ at, kind: "drop column", table, column, ifExists }];
    case "AT_AlterColumnType": {
      const type = def !== undefined && "ColumnDef" in def ? readType(def.ColumnDef.typeName, offset) : undefined;
      const using = def !== undefined && "ColumnDef" in def ? def.ColumnDef.raw_default : undefined;
      return type === undefined ? [] : [{ at, kind: "change type", table, column, type, using: usingOf(using, column) }];
    }
    case "AT_SetNotNull": return [{ at, kind: "set not null", table, column }];
    case "AT_DropNotNull": return [{ at, kind: "drop not null", table, column }];
    case "AT_ColumnDefault": return [{ at, kind: def === undefined ? "drop default" : "set default", table, column }];
    case "AT_AddConstraint": {
      const constraint = def !== undefined && "Constraint" in def ? readConstraint(def.Constraint, offset) : undefined;
      return constraint === undefined ? [] : [{ at, kind: "add constraint", table, constraint }];
    }
    case "AT_ValidateConstraint": return [{ at, kind: "validate constraint", table, name: column, ifExists }];
    case "AT_DropConstraint": return [{ at, kind: "drop constraint", table, name: column, ifExists }];
    case "AT_AttachPartition": case "AT_DetachPartition": case "AT_DetachPartitionFinalize": {
      if (def === undefined || !("PartitionCmd" in def)) return [];
      const partition = rangeName(def.PartitionCmd.name);
      return subtype === "AT_AttachPartition"
        ? [{ at, kind: "attach partition", table, partition, isDefault: def.PartitionCmd.bound?.is_default === true }]
        : [{ at, kind: "detach partition", table, partition, concurrently: def.PartitionCmd.concurrent === true, finalize: subtype === "AT_DetachPartitionFinalize" }];
    }
    default: {
      const how = subtype === undefined ? undefined : rewriting[subtype];
      if (how !== undefined) return [{ at, kind: "rewrite table", table, how: how === "SET EXPRESSION" ? `SET EXPRESSION of ${column}` : how }];
      // ADD ... AS IDENTITY to a column that is there touches no row.
      return [{ at, kind: "alter table", table, what: (subtype ?? "").replace(/^AT_/, ""), lock: (subtype === undefined ? undefined : lighter[subtype]) ?? "AccessExclusive" }];
    }
  }
}

function usingOf(node: Node | undefined, column: string): Using {
  if (node === undefined) return "none";
  if ("TypeCast" in node) return usingOf(node.TypeCast.arg, column) === "cast" ? "cast" : "expression";
  return "ColumnRef" in node && strings(node.ColumnRef.fields).at(-1) === column ? "cast" : "expression";
}
