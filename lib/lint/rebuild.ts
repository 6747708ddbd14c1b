import { nameKey, type ObjectName } from "./act";
import type { LintStatement } from "./statement";

/** Whether a dropped table comes back under its name: another one is renamed to it further down. */
export function isRebuilt(table: ObjectName | undefined, later: readonly LintStatement[]): boolean {
  if (table === undefined) return false;
  const key = nameKey(table);
  return later.some(({ acts }) => acts.some((act) => act.kind === "rename" && act.what === "table" && nameKey({ namespace: table.namespace, name: act.to }) === key));
}
