import type { Act } from "./act";
import type { Known } from "./known";
import { locksOf, refusesTransaction } from "./locks";

/** Whether an act may wait for others, and make others wait: a change of the schema that is not made concurrently, and LOCK TABLE. */
export function waitsForLocks(act: Act, known: Known): boolean {
  if (refusesTransaction(act) && act.kind !== "vacuum full") return false;
  switch (act.kind) {
    case "begin": case "commit": case "rollback": case "set": case "insert": case "update": case "delete": case "merge": case "vacuum": case "names twice": case "pragma":
      return false;
    case "create table": return !act.temporary && (act.partitionOf !== undefined || locksOf(act).some(({ table }) => !known.isNew(table)));
    case "create index": return !known.isNew(act.table);
    case "other": case "create": return act.ddl;
    default: return true;
  }
}

/** Whether an act changes the schema in a way that can take long; temporary tables are nobody else's business. */
export function changesSchema(act: Act): boolean {
  if (refusesTransaction(act) && act.kind !== "vacuum full") return false;
  switch (act.kind) {
    case "begin": case "commit": case "rollback": case "set": case "insert": case "update": case "delete": case "merge": case "vacuum": case "names twice": case "pragma":
      return false;
    case "create table": return !act.temporary;
    case "other": case "create": return act.ddl;
    default: return true;
  }
}
