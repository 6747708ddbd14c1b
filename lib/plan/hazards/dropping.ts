import type { Hazard } from "../plan";
import type { HazardRule } from "./hazard-rule";

/** Rows and values that go, and code that still asks for them. */
export const dropping: HazardRule = (operation, statements, moment) => {
  if (operation.verb !== "drop" || operation.subject.facts.temporary === true || !operation.subject.filled) return lossOf(operation, statements);
  const { name } = operation.subject;
  switch (operation.kind) {
    case "table": return [
      { code: "drop-table-loses-rows", kind: "loss", severity: "warning", message: `All rows of ${name} are lost; down makes the table anew, empty.`, safeAlternative: "Rename the table away first and drop it in a later release, or archive its rows.", remedy: "expand and contract" },
      { code: "drop-table-breaks-code", kind: "breaking", severity: "warning", message: `Code that still uses ${name} fails at once.`, safeAlternative: "Release the code that no longer uses it first.", remedy: "expand and contract" },
    ];
    case "column": return [
      { code: "drop-column-loses-values", kind: "loss", severity: "warning", message: `The values of ${name} are lost; down restores the column, not its values.`, safeAlternative: "Copy the values to an archive table first.", remedy: "expand and contract" },
      { code: "drop-column-breaks-code", kind: "breaking", severity: "warning", message: `Code that still reads or writes ${name} fails at once.`, safeAlternative: "Release the code that ignores the column first.", remedy: "expand and contract" },
    ];
    case "object": return [
      { code: "drop-object-breaks-code", kind: "breaking", severity: "warning", message: `Code that still uses ${name} fails at once.` },
    ];
    case "index": return [
      { code: "drop-index-slows-queries", kind: "lock", severity: "info", message: `Queries that rely on index ${name} slow down once it is gone.`, safeAlternative: "Build its replacement first." },
    ];
    case "foreign key": return [
      { code: "drop-foreign-key-locks-both", kind: "lock", severity: "info", message: `Dropping foreign key ${name} locks both its tables for a moment.`, safeAlternative: "Set lock_timeout and retry.", ...(moment.online || moment.target.capabilities.lockTimeout === undefined ? {} : { remedy: "safe form" as const }) },
    ];
    case "enum": return [];
    case "primary key": case "unique": case "check": return [
      { code: "drop-constraint-admits-values", kind: "breaking", severity: "info", message: `Without ${operation.kind} ${name} rows are accepted that were refused before; down fails on them.` },
    ];
  }
};

function lossOf(operation: Parameters<HazardRule>[0], statements: Parameters<HazardRule>[1]): Hazard[] {
  if (operation.subject.facts.temporary === true || !operation.subject.filled) return [];
  return statements.flatMap((statement) => (statement.loss === undefined ? [] : [{
    code: "statement-loses-rows", kind: "loss" as const, severity: "warning" as const, message: `Lost: ${statement.loss}.`,
  }]));
}
