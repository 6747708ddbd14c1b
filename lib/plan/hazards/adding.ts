import { meaningfulTokens, tokenName } from "../../diff";
import type { Hazard } from "../plan";
import { hasOnlineForms, isOnline, type HazardRule } from "./hazard-rule";

/** What is added to a table with rows. */
export const adding: HazardRule = (operation, statements, moment) => {
  if (operation.verb !== "add" || !operation.subject.filled || statements.length === 0) return [];
  const { name } = operation.subject;
  switch (operation.kind) {
    case "column": return column(name, operation.subject.facts.to ?? {}, moment);
    case "index": return !moment.target.capabilities.concurrentIndexes || moment.online ? [] : [
      { code: "create-index-blocks-writes", kind: "lock", severity: "warning", message: `Building index ${name} blocks writes to its table until it is done.`, safeAlternative: "CREATE INDEX CONCURRENTLY in a file of its own: plan with the forms that do not block.", remedy: "safe form" },
    ];
    case "unique": case "primary key": return !hasOnlineForms(moment) || isOnline(moment, "concurrentIndexes") ? [] : [
      { code: "add-unique-builds-index", kind: "lock", severity: "warning", message: `Adding ${operation.kind} ${name} locks the table while its index is built, and fails on rows that break it.`, safeAlternative: "CREATE UNIQUE INDEX CONCURRENTLY, then ADD CONSTRAINT ... USING INDEX.", remedy: "safe form" },
    ];
    case "check": return constraint("add-check-scans", `Adding check ${name} reads the whole table under a lock that stops reads and writes, and fails on rows that break it.`, operation.subject.facts.to, moment);
    case "foreign key": return constraint("add-foreign-key-scans", `Adding foreign key ${name} reads the whole table while writes to both tables wait, and fails on rows without a partner.`, operation.subject.facts.to, moment);
    default: return [];
  }
};

function constraint(code: string, message: string, facts: Readonly<Record<string, unknown>> | undefined, moment: Parameters<HazardRule>[2]): Hazard[] {
  if (facts?.["notValid"] === true || !hasOnlineForms(moment) || isOnline(moment, "notValidConstraints")) return [];
  return [{ code, kind: "scan", severity: "warning", message, safeAlternative: "Add it NOT VALID, then VALIDATE CONSTRAINT in another transaction.", remedy: "safe form" }];
}

function column(name: string, facts: Readonly<Record<string, unknown>>, moment: Parameters<HazardRule>[2]): Hazard[] {
  const { default: value, generated, identity, nullable } = facts;
  const found: Hazard[] = [];
  if (nullable === false && value === undefined && generated === undefined && identity === undefined) {
    found.push({
      code: "add-not-null-column-without-default", kind: "breaking", severity: "error",
      message: `${name} is not null and has no default: ${moment.target.capabilities.implicitDefaults === true ? "rows that are there silently get zero or the empty text" : "the statement fails on a table with rows"}, and code that does not know the column fails on insert.`,
      safeAlternative: "Give it a default; or add it nullable, fill it, and set not null in a later release.",
    });
  }
  if (!hasOnlineForms(moment)) return found;
  const rewrite = (what: string, safeAlternative: string): Hazard => ({
    code: "add-column-rewrites", kind: "rewrite", severity: "warning", message: `Adding ${name} ${what} rewrites the whole table under a lock that stops reads and writes.`, safeAlternative,
  });
  if (identity !== undefined) found.push(rewrite("with numbers of its own", "Add it nullable, fill it in batches, attach the sequence later."));
  else if (isStored(generated)) found.push(rewrite("as a stored generated column", "Use a virtual generated column, or a plain column with a trigger and a batched fill."));
  else if (isVolatile(value)) found.push(rewrite("with a default that differs per row", "Add it without the default, set the default, fill old rows in batches."));
  return found;
}

function isStored(generated: unknown): boolean {
  return typeof generated === "object" && generated !== null && "stored" in generated && generated.stored === true;
}

/** Functions that give one value per statement: adding a column with such a default touches no row (measured on PostgreSQL 18.6). */
const steady = new Set(["now", "current_timestamp", "current_date", "current_time", "localtimestamp", "localtime", "transaction_timestamp", "statement_timestamp", "current_user", "session_user", "timezone", "date_trunc", "make_interval", "cast", "coalesce"]);

function isVolatile(value: unknown): boolean {
  if (typeof value !== "object" || value === null || !("sql" in value) || typeof value.sql !== "string") return false;
  const tokens = meaningfulTokens(value.sql);
  return tokens.some((token, i) => {
    const name = tokenName(token);
    return name !== undefined && tokens[i + 1]?.text === "(" && !steady.has(name) && tokens[i - 1]?.text !== ":";
  });
}
