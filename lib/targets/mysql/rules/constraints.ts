import type { Check, ForeignKey, Id, PrimaryKey, Table, UniqueKey } from "../../../model";
import type { MemberRules, RuleContext } from "../../target";
import { impliedChanges, madeExplicit } from "../implied";
import { quote } from "../lexical";
import { checkName, foreignKeyName, uniqueName } from "../names";
import { alterTable } from "../print-table";
import { checkClause, foreignKeyClause, primaryKeyClause, uniqueClause } from "../print-key";
import { factsOf } from "../versions";
import { isReferenced, onlyComment, withAllColumns, withMember, withoutMember } from "./members";

/** Primary keys: replaced within one statement, for an AUTO_INCREMENT column must always have a key. */
export const primaryKey: MemberRules<PrimaryKey> = {
  create(added, table) {
    const after: Table = { ...table, primaryKey: added };
    const { primaryKey: _, ...before } = table;
    return alterTable(table, [`ADD ${primaryKeyClause(added.columns, table)}`, ...impliedChanges(before, after), ...madeExplicit(before, keysBegunBy(added.columns, table))]);
  },
  drop(_dropped, table) {
    const { primaryKey: _, ...after } = table;
    return alterTable(table, ["DROP PRIMARY KEY", ...impliedChanges(table, after)]);
  },
  // Its name is PRIMARY, always.
  rename: () => [],
  alter(from, to, changed, table, context) {
    if (onlyComment(changed)) return [];
    if (isReferenced(from.columns, table, context)) return "replace";
    const all = withAllColumns(table, context);
    return alterTable(table, ["DROP PRIMARY KEY", `ADD ${primaryKeyClause(to.columns, all)}`, ...impliedChanges(all, { ...all, primaryKey: to })]);
  },
};

/** Unique keys are indexes. */
export const unique: MemberRules<UniqueKey> = {
  create(added, table) {
    const [before, after] = [withoutMember(table, "uniques", added), withMember(table, "uniques", added)];
    return alterTable(table, [...impliedChanges(before, after), `ADD ${uniqueClause(added, after)}`, ...madeExplicit(before, keysBegunBy(added.columns, table))]);
  },
  drop(dropped, table) {
    return alterTable(table, [`DROP INDEX ${quote(uniqueName(dropped, table))}`, ...impliedChanges(table, withoutMember(table, "uniques", dropped))]);
  },
  rename: (from, to, table) => alterTable(table, [`RENAME INDEX ${quote(uniqueName(from, table))} TO ${quote(to)}`]),
  alter(from, to, _changed, table, context) {
    if (isReferenced(from.columns, table, context)) return "replace";
    const all = withAllColumns(table, context);
    const after = withMember(all, "uniques", to);
    return alterTable(table, [`DROP INDEX ${quote(uniqueName(from, all))}`, ...impliedChanges(all, after), `ADD ${uniqueClause(to, after)}`]);
  },
};

/** Foreign keys; the index that InnoDB makes for one goes with it. */
export const foreignKey: MemberRules<ForeignKey> = {
  create: (added, table, context) => alterTable(table, [`ADD ${foreignKeyClause(added, table, context.to, factsOf(context.version))}`]),
  drop(dropped, table) {
    return alterTable(table, [`DROP FOREIGN KEY ${quote(foreignKeyName(dropped, table))}`, ...impliedChanges(table, withoutMember(table, "foreignKeys", dropped)), ...madeExplicit(table, [dropped.columns])]);
  },
  rename(from, to, table, context) {
    const renamed = { ...from, name: to };
    const after = withMember(table, "foreignKeys", renamed);
    return alterTable(table, [`DROP FOREIGN KEY ${quote(foreignKeyName(from, table))}`, ...impliedChanges(table, after), `ADD ${foreignKeyClause(renamed, after, parents(context), factsOf(context.version))}`]);
  },
  alter: (_from, _to, changed) => (onlyComment(changed) ? [] : "replace"),
};

/** Columns of the foreign keys that an index of these columns would serve. */
function keysBegunBy(columns: readonly Id[], table: Table): (readonly Id[])[] {
  return table.foreignKeys.map((key) => key.columns).filter((key) => key.every((id, i) => columns[i] === id));
}

function parents(context: RuleContext): RuleContext["to"] {
  return context.to;
}

/** Checks. */
export const check: MemberRules<Check> = {
  create: (added, table, context) => alterTable(table, [`ADD ${checkClause(added, withMember(table, "checks", added), factsOf(context.version))}`]),
  drop: (dropped, table) => alterTable(table, [`DROP CONSTRAINT ${quote(checkName(dropped, table))}`]),
  rename: (from, to, table, context) =>
    alterTable(table, [`DROP CONSTRAINT ${quote(checkName(from, table))}`, `ADD ${checkClause({ ...from, name: to }, table, factsOf(context.version))}`]),
  alter(from, to, changed, table, context) {
    if (onlyComment(changed)) return [];
    return alterTable(table, [`DROP CONSTRAINT ${quote(checkName(from, table))}`, `ADD ${checkClause(to, table, factsOf(context.version))}`]);
  },
};
