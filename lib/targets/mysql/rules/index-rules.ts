import type { Id, Index, Table } from "../../../model";
import type { MemberRules } from "../../target";
import { impliedChanges, madeExplicit } from "../implied";
import { quote } from "../lexical";
import { indexOptions } from "../options";
import { alterTable } from "../print-table";
import { indexClause } from "../print-key";
import { factsOf } from "../versions";
import { isReferenced, withAllColumns, withMember, withoutMember } from "./members";

/** Indexes: in one statement with what a foreign key needs instead or no longer. */
export const index: MemberRules<Index> = {
  create(added, table, context) {
    const [before, after] = [withoutMember(table, "indexes", added), withMember(table, "indexes", added)];
    return alterTable(table, [...impliedChanges(before, after), `ADD ${indexClause(added, after, factsOf(context.version))}`, ...madeExplicit(before, served(added, table))]);
  },
  drop(dropped, table) {
    const implied = impliedChanges(table, withoutMember(table, "indexes", dropped));
    return alterTable(table, [`DROP INDEX ${quote(dropped.name)}`, ...implied]);
  },
  rename: (from, to, table) => alterTable(table, [`RENAME INDEX ${quote(from.name)} TO ${quote(to)}`]),
  alter(from, to, changed, table, context) {
    const facts = factsOf(context.version);
    if (from.unique && isReferenced(from.parts.flatMap(({ column }) => column ?? []), table, context)) return "replace";
    if (changed.length === 1 && changed[0] === "options" && facts.hiddenIndex !== undefined && onlyVisibility(from, to)) {
      const hidden = to.options?.[indexOptions.hidden] === "true";
      const word = hidden ? facts.hiddenIndex : facts.hiddenIndex === "INVISIBLE" ? "VISIBLE" : "NOT IGNORED";
      return alterTable(table, [`ALTER INDEX ${quote(to.name)} ${word}`]);
    }
    const all = withAllColumns(table, context);
    const after = withMember(all, "indexes", to);
    return alterTable(table, [`DROP INDEX ${quote(from.name)}`, ...impliedChanges(all, after), `ADD ${indexClause(to, after, facts)}`]);
  },
};

/** Columns of the foreign keys that the index would serve. */
function served(index: Index, table: Table): (readonly Id[])[] {
  return table.foreignKeys.map(({ columns }) => columns).filter((columns) => columns.every((id, i) => index.parts[i]?.column === id));
}

function onlyVisibility(from: Index, to: Index): boolean {
  const rest = (index: Index): string => JSON.stringify(Object.entries(index.options ?? {}).filter(([name]) => name !== indexOptions.hidden).toSorted());
  return rest(from) === rest(to);
}
