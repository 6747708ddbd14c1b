import type { Column, EnumType, Table } from "../../../model";
import type { KindRules, RuleContext, Statement } from "../../target";
import { literal, quote } from "../lexical";
import { columnDefinition } from "../print-column";
import { alterTable } from "../print-table";
import { factsOf } from "../versions";

/** The values of an enum stand with each column: a change of the type is a change of those columns. */
export const enumRules: KindRules["enum"] = {
  create: () => [],
  drop: () => [],
  rename: () => [],
  alter(from, to, users, context) {
    const enums = [to, { ...to, id: from.id }, ...context.to.enums, ...context.from.enums];
    const removed = from.values.filter((value) => !to.values.includes(value));
    const renamed = renamedValue(from, to);
    if (renamed !== undefined) return users.flatMap(([table, column]) => moveRows(table, column, from, renamed, enums, context));
    return users.flatMap(([table, column]) => alterTable(table, [`MODIFY COLUMN ${columnDefinition(column, { enums }, factsOf(context.version))}`],
      removed.length === 0 ? {} : { loss: `rows that have ${removed.join(", ")} are refused` }));
  },
};

/** One value in another's place: that is a new name for it. */
function renamedValue(from: EnumType, to: EnumType): { readonly old: string; readonly fresh: string } | undefined {
  const [old, ...moreGone] = from.values.filter((value) => !to.values.includes(value));
  const [fresh, ...moreCome] = to.values.filter((value) => !from.values.includes(value));
  if (old === undefined || fresh === undefined || moreGone.length > 0 || moreCome.length > 0) return undefined;
  return from.values.indexOf(old) === to.values.indexOf(fresh) ? { old, fresh } : undefined;
}

/** The new value comes beside the old one, the rows move, the old one goes. */
function moveRows(table: Table, column: Column, from: EnumType, { old, fresh }: { readonly old: string; readonly fresh: string }, enums: readonly EnumType[], context: RuleContext): readonly Statement[] {
  const facts = factsOf(context.version);
  const [target] = enums;
  if (column.type.kind !== "enum" || target === undefined) return [];
  const { enumId } = column.type;
  const { default: _, ...bare } = column;
  const both = { ...from, id: enumId, values: [...from.values, fresh] };
  const name = quote(column.name);
  // The default may be the value that goes or comes: it is set with the last step.
  return [
    ...alterTable(table, [`MODIFY COLUMN ${columnDefinition(bare, { enums: [both] }, facts)}`]),
    { sql: `UPDATE ${quote(table.name)} SET ${name} = ${literal(fresh)} WHERE ${name} = ${literal(old)}` },
    ...alterTable(table, [`MODIFY COLUMN ${columnDefinition(column, { enums }, facts)}`]),
  ];
}
