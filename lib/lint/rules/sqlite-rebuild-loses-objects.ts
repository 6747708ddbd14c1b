import { nameKey } from "../act";
import type { LintRule } from "../rule";
import { shown } from "../show";
import { isRebuilt } from "../rebuild";

/** A rebuild that loses indexes */
export const sqliteRebuildLosesObjects: LintRule = {
  code: "sqlite-rebuild-loses-objects",
  targets: ["sqlite"],
  severity: "warning",
  category: "loss",
  summary: "A rebuild that loses indexes",
  explanation: "Indexes and triggers are dropped with the old table.",
  fix: "Create them again after the rename.",
  act(act, { known, statements, index }) {
    if (act.kind !== "drop" || act.what !== "table" || act.names[0] === undefined || !isRebuilt(act.names[0], statements.slice(index + 1))) return undefined;
    const key = nameKey(act.names[0]);
    const before = [...known.tableIndexes].filter(([, table]) => table === key).map(([name]) => name);
    const again = new Set(statements.slice(index + 1).flatMap(({ acts }) => acts.flatMap((other) => (other.kind === "create index" && other.name !== undefined ? [other.name] : []))));
    const lost = before.filter((name) => !again.has(name));
    return lost.length === 0 ? undefined : { message: `The rebuild of ${shown(key)} loses ${lost.map(shown).join(", ")}: nothing makes it again.` };
  },
};
