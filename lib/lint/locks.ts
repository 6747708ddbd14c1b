import { lockModes, nameKey, type Act, type LockMode, type ObjectName } from "./act";

export interface HeldLock {
  readonly table: ObjectName;
  readonly mode: LockMode;
}

/** The locks that an act takes on relations it names, RowExclusive and weaker left out (measured on PostgreSQL 18.6). */
export function locksOf(act: Act): readonly HeldLock[] {
  switch (act.kind) {
    case "add column": {
      const referenced = act.column.constraints.flatMap((constraint) => (constraint.references === undefined ? [] : [lock(constraint.references, "ShareRowExclusive")]));
      return [lock(act.table, "AccessExclusive"), ...referenced];
    }
    case "drop column": case "change type": case "redefine column": case "set not null": case "drop not null": case "set default": case "drop default":
    case "drop constraint": case "drop foreign key": case "rewrite table":
      return [lock(act.table, "AccessExclusive")];
    case "add constraint": {
      const { references } = act.constraint;
      return references === undefined ? [lock(act.table, "AccessExclusive")] : [lock(act.table, "ShareRowExclusive"), lock(references, "ShareRowExclusive")];
    }
    case "validate constraint": return [lock(act.table, "ShareUpdateExclusive")];
    case "attach partition": return [lock(act.table, "ShareUpdateExclusive"), lock(act.partition, "AccessExclusive")];
    case "detach partition": return [act.table, act.partition].map((table) => lock(table, act.concurrently || act.finalize ? "ShareUpdateExclusive" : "AccessExclusive"));
    case "alter table": return [lock(act.table, act.lock)];
    case "create index": return act.concurrently ? [] : [lock(act.table, "Share")];
    case "rename": return act.of !== undefined && (act.what === "table" || act.what === "column" || act.what === "constraint") ? [lock(act.of, "AccessExclusive")] : [];
    case "set schema": return act.what === "table" ? [lock(act.of, "AccessExclusive")] : [];
    case "drop": return act.what === "table" || act.what === "materialized view" ? act.names.map((name) => lock(name, "AccessExclusive")) : [];
    case "reindex": return act.scope === "table" && act.of !== undefined && !act.concurrently ? [lock(act.of, "Share")] : [];
    case "cluster": case "vacuum full": return act.table === undefined ? [] : [lock(act.table, "AccessExclusive")];
    case "refresh": return [lock(act.view, act.concurrently ? "Exclusive" : "AccessExclusive")];
    case "truncate": return act.tables.map((table) => lock(table, "AccessExclusive"));
    case "lock table": return act.tables.map((table) => lock(table, act.mode));
    case "create trigger": return [lock(act.table, "ShareRowExclusive")];
    case "create rule": case "create policy": return [lock(act.table, "AccessExclusive")];
    case "create table": return [
      ...(act.partitionOf === undefined ? [] : [lock(act.partitionOf, "AccessExclusive")]),
      ...[...act.constraints, ...act.columns.flatMap((column) => column.constraints)].flatMap(({ references }) => (references === undefined ? [] : [lock(references, "ShareRowExclusive")])),
    ];
    default: return [];
  }
}

/** Whether the engine refuses the act inside a transaction (SQLSTATE 25001). */
export function refusesTransaction(act: Act): boolean {
  switch (act.kind) {
    case "create index": case "reindex": return act.concurrently || (act.kind === "reindex" && /^(?:schema|database|system)$/.test(act.scope));
    case "drop": return act.concurrently || act.what === "database";
    case "detach partition": return act.concurrently;
    case "vacuum": case "vacuum full": return true;
    case "cluster": return act.table === undefined;
    case "other": case "create": return /^(?:Createdb|AlterSystem|CreateTableSpace|DropTableSpace|CreateSubscription)$/.test(act.what);
    default: return false;
  }
}

/** The strongest lock per table. */
export function strongest(held: ReadonlyMap<string, LockMode>, taken: readonly HeldLock[]): Map<string, LockMode> {
  const all = new Map(held);
  for (const { table, mode } of taken) {
    const key = nameKey(table);
    const before = all.get(key);
    if (before === undefined || lockModes.indexOf(before) < lockModes.indexOf(mode)) all.set(key, mode);
  }
  return all;
}

function lock(table: ObjectName, mode: LockMode): HeldLock {
  return { table, mode };
}
