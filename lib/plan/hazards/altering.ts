import type { Hazard } from "../plan";
import { hasOnlineForms, isOnline, type HazardRule } from "./hazard-rule";

/** Properties of columns and enums that change under rows and code. */
export const altering: HazardRule = (operation, statements, moment) => {
  const { name, properties, facts, filled } = operation.subject;
  if (operation.verb === "rebuild") {
    return [{ code: "table-rebuilt", kind: "rewrite", severity: "warning", message: `${name} is built anew with all its rows; writes wait until it is done.`, safeAlternative: "Run it when nobody writes." }, ...losses(statements)];
  }
  if (operation.verb !== "alter" || !filled) return [];
  if (operation.kind === "enum") return enumHazards(name, facts.from?.["values"], facts.to?.["values"]);
  if (operation.kind !== "column") return [];
  const found: Hazard[] = losses(statements);
  if (properties.includes("type") && hasOnlineForms(moment) && !widens(facts.from?.["type"], facts.to?.["type"])) {
    found.push({ code: "type-change-rewrites", kind: "rewrite", severity: "warning", message: `Changing the type of ${name} rewrites the whole table and its indexes under a lock that stops reads and writes.`, safeAlternative: "Add a new column, keep both in step with a trigger, fill it in batches, switch.", remedy: "expand and contract" });
  }
  if (properties.includes("type")) found.push({ code: "type-change-breaks-code", kind: "breaking", severity: "info", message: `Code that expects the old type of ${name} may fail.` });
  if (properties.includes("nullable") && facts.to?.["nullable"] === false) {
    if (hasOnlineForms(moment) && !isOnline(moment, "notValidConstraints")) found.push({ code: "set-not-null-scans", kind: "scan", severity: "warning", message: `Setting ${name} not null reads the whole table under a lock that stops reads and writes.`, safeAlternative: "Add CHECK (... IS NOT NULL) NOT VALID, validate it, set not null, drop the check.", remedy: "safe form" });
    found.push({ code: "set-not-null-fails-on-nulls", kind: "breaking", severity: "warning", message: `Setting ${name} not null fails when a row has no value there, and code that inserts none fails afterwards.`, safeAlternative: "Fill the missing values first.", remedy: "expand and contract" });
  }
  if (properties.includes("nullable") && facts.to?.["nullable"] === true) found.push({ code: "drop-not-null-admits-null", kind: "breaking", severity: "info", message: `Code that reads ${name} may now meet NULL; down fails on rows that have it.` });
  if (properties.includes("default")) found.push({ code: "default-changed", kind: "breaking", severity: "info", message: `Code that has cached the default of ${name} goes on writing the old one.` });
  return found;
};

function losses(statements: Parameters<HazardRule>[1]): Hazard[] {
  return statements.flatMap((statement) => (statement.loss === undefined ? [] : [{ code: "statement-loses-rows", kind: "loss" as const, severity: "warning" as const, message: `Lost: ${statement.loss}.` }]));
}

function enumHazards(name: string, from: unknown, to: unknown): Hazard[] {
  if (!Array.isArray(from) || !Array.isArray(to)) return [];
  const gone = from.filter((value) => !to.includes(value)).map(String);
  return gone.length === 0 ? [] : [
    { code: "enum-value-removed", kind: "breaking", severity: "warning", message: `Enum ${name} loses ${gone.join(", ")}: rows that have it make the change fail, and code that writes it fails afterwards.`, safeAlternative: "Stop writing the value, update the rows, remove it in a later release.", remedy: "expand and contract" },
    { code: "enum-rebuilt", kind: "rewrite", severity: "warning", message: `Enum ${name} is made anew: every table with a column of it is rewritten under a lock.` },
  ];
}

/** Type changes that touch no row (measured on PostgreSQL 18.6): longer or no limit, text for varchar, more digits of the same scale. */
function widens(from: unknown, to: unknown): boolean {
  if (typeof from !== "string" || typeof to !== "string") return false;
  const a = /^(\w+)\(?(\d*),?(\d*)\)?$/.exec(from);
  const b = /^(\w+)\(?(\d*),?(\d*)\)?$/.exec(to);
  if (a === null || b === null) return false;
  const texts = new Set(["string", "text"]);
  if (texts.has(a[1] ?? "") && texts.has(b[1] ?? "")) return b[2] === "" || (a[2] !== "" && Number(b[2]) >= Number(a[2]));
  if (a[1] !== b[1]) return false;
  if (a[1] === "decimal") return b[2] === "" || (a[2] !== "" && a[3] === b[3] && Number(b[2]) >= Number(a[2]));
  return b[2] === "" && a[1] !== "char" || (a[2] !== "" && Number(b[2]) >= Number(a[2]) && a[1] !== "char");
}
