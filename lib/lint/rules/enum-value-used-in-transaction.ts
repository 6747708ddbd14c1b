import { nameKey } from "../act";
import type { LintRule } from "../rule";

/** A new enum value used before it is committed */
export const enumValueUsedInTransaction: LintRule = {
  code: "enum-value-used-in-transaction",
  targets: ["postgresql"],
  severity: "error",
  category: "transaction",
  summary: "A new enum value used before it is committed",
  explanation: "A value added by ALTER TYPE ... ADD VALUE cannot be used before its transaction is committed.",
  fix: "Add the value in a migration of its own.",
  act(act, { known, statements, index, version }) {
    if (act.kind !== "add enum value" || !known.inTransaction || known.newTypes.has(nameKey(act.type))) return undefined;
    if (version < 12) return { message: "ALTER TYPE ... ADD VALUE cannot run inside a transaction before PostgreSQL 12." };
    const literal = `'${act.value.replaceAll("'", "''")}'`;
    const user = statements.slice(index + 1).find(({ text }) => text.includes(literal));
    return user === undefined ? undefined : { message: `The new value ${literal} is used in the transaction that adds it, which PostgreSQL refuses (55P04).` };
  },
};
