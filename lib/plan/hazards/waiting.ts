import type { HazardRule } from "./hazard-rule";

/** A short lock is long when it has to wait: all that comes after waits behind it. Where the target can bound the wait, the plan can. */
export const waiting: HazardRule = (operation, statements, moment) => {
  const { subject, kind, verb } = operation;
  if (moment.target.capabilities.lockTimeout === undefined || moment.online || !subject.filled || subject.facts.temporary === true) return [];
  // Dropping a foreign key says so itself, of both its tables.
  if (kind === "index" || kind === "enum" || kind === "object" || (kind === "foreign key" && verb === "drop") || statements.length === 0 || !["add", "alter", "drop", "rename"].includes(verb)) return [];
  return [{
    code: "waits-for-lock", kind: "lock", severity: "info",
    message: `${operation.title}: the lock waits for running transactions, and every later query of the table waits behind it.`,
    safeAlternative: "Bound the wait with lock_timeout and run the file again when it is exceeded.", remedy: "safe form",
  }];
};
