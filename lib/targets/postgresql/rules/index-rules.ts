import type { Index } from "../../../model";
import type { MemberRules } from "../../target";
import { qualify, quote } from "../lexical";
import { identityBy } from "./table";
import { comment, createIndex, parameterStatements } from "../print";

const parameterText = (index: Index): string => Object.entries(index.options ?? {}).filter(([key]) => key !== "only").map(([key, value]) => `${key}=${value}`).join(", ");

/** Indexes: built beside the writers when asked, except on a partitioned table, where the engine refuses that. */
export const index: MemberRules<Index> = {
  create(member, table, context) {
    const concurrently = context.online && table.options["partitionBy"] === undefined;
    return [
      { sql: createIndex(member, table, concurrently), ...(concurrently ? { transaction: "outside" as const } : {}) },
      ...(member.comment === undefined ? [] : [comment(`INDEX ${qualify(table.namespace, member.name)}`, member.comment)]),
      ...identityBy(member.name, table),
    ];
  },
  drop(member, table, context) {
    const concurrently = context.online && table.options["partitionBy"] === undefined;
    return [{ sql: `DROP INDEX ${concurrently ? "CONCURRENTLY " : ""}${qualify(table.namespace, member.name)}`, ...(concurrently ? { transaction: "outside" as const } : {}) }];
  },
  rename: (member, to, table) => [{ sql: `ALTER INDEX ${qualify(table.namespace, member.name)} RENAME TO ${quote(to)}` }],
  alter(from, to, changed, table) {
    if (from.options?.["only"] !== to.options?.["only"]) return "replace";
    if (!changed.every((property) => property === "options" || property === "comment")) return "replace";
    const name = qualify(table.namespace, to.name);
    return [
      ...(changed.includes("options") ? parameterStatements(`ALTER INDEX ${name}`, parameterText(from), parameterText(to)).map((sql) => ({ sql })) : []),
      ...(changed.includes("comment") ? [comment(`INDEX ${name}`, to.comment)] : []),
    ];
  },
};
