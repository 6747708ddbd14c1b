import type { ModellingRule } from "../rule";

/** Judgements. */
const many = 15;
const few = 8;

export const enumOrLookup: ModellingRule = {
  code: "enum-or-lookup", title: "Enum or lookup table", severity: "info",
  explanation: "An enum is right for a few values that code knows and that seldom change: removing or reordering one rewrites columns. A lookup table is right where people add values, or values carry more than a name.",
  find({ schema, capabilities, loads }) {
    const long = schema.enums.filter(({ values }) => values.length >= many).flatMap((type) => {
      const user = schema.tables.find(({ columns }) => columns.some((column) => column.type.kind === "enum" && column.type.enumId === type.id));
      return user === undefined ? [] : [{ tableId: user.id, objectId: type.id, message: `${type.name} has ${type.values.length} values: a lookup table lets rows be added without a migration.` }];
    });
    const short = !capabilities.enumTypes ? [] : schema.tables.filter((table) => {
      const rows = loads.get(table.id)?.rowsInYear ?? loads.get(table.id)?.rows;
      const names = table.columns.filter(({ id }) => table.primaryKey?.columns.includes(id) !== true);
      return rows !== undefined && rows <= few && names.length === 1 && /^(name|label|code|value|title)$/i.test(names[0]?.name ?? "") && schema.tables.some(({ foreignKeys }) => foreignKeys.some(({ referencedTable }) => referencedTable === table.id));
    }).map((table) => ({ tableId: table.id, objectId: table.id, message: `${table.name} holds only names, and ${few} or fewer: an enum saves the join.` }));
    return [...long, ...short];
  },
};
