import type { Column, EnumType, Table } from "../../../model";
import type { KindRules, RuleContext, Statement } from "../../target";
import { enumCheckExpression, enumCheckName } from "../enums";
import { quote } from "../lexical";
import { rebuildTable } from "../rebuild";
import { altersConstraints } from "../version";

type Use = readonly [Table, Column];

/** Enums live in the checks of their columns (enums.ts): a change of the type is a change of each of those checks. */
export const enumRules: KindRules["enum"] = {
  create: () => [],
  drop: () => [],
  rename: (from, to, context) => change(from, to, usesOf(from, context), context),
  alter: (from, to, users, context) => change(from, to, users, context),
};

function usesOf(type: EnumType, { from }: RuleContext): readonly Use[] {
  return from.tables.flatMap((table) => table.columns.flatMap((column): readonly Use[] =>
    column.type.kind === "enum" && column.type.enumId === type.id ? [[table, column]] : []));
}

function change(from: EnumType, to: EnumType, users: readonly Use[], context: RuleContext): readonly Statement[] {
  const tables = new Map(users.map(([table]) => [table.id, table]));
  return [...tables.values()].flatMap((table) => {
    const columns = users.filter(([owner]) => owner.id === table.id).map(([, column]) => column);
    const [only, ...more] = columns;
    // DROP CONSTRAINT drops the first check of the name, so two columns of one enum need the rebuild.
    if (only !== undefined && more.length === 0 && altersConstraints(context.version)) {
      return [
        { sql: `ALTER TABLE ${quote(table.name)} DROP CONSTRAINT ${quote(enumCheckName(from))}` },
        { sql: `ALTER TABLE ${quote(table.name)} ADD CONSTRAINT ${quote(enumCheckName(to))} CHECK (${enumCheckExpression(only.name, to.values)})` },
      ];
    }
    // The table may still speak in the base's ids: under either id the enum means the new one.
    const enums = [...context.to.enums.filter((e) => e.id !== to.id), ...context.from.enums.filter((e) => e.id !== from.id), to, { ...to, id: from.id }];
    const tables = [...context.from.tables, ...context.to.tables];
    return rebuildTable(table, table, context.from.objects, context, { enums, tables });
  });
}
