import type { Id, Table, UniqueKey } from "../../model";
import { tableOf } from "../running-schema";
import { changeMembers, repairQuestion } from "./constraint";
import { constraintKind } from "./constraint-kind";
import { tableChanges } from "./ground";
import { columnById, listed, rowKey, sqlName } from "./records";

/** Values that no two rows may share from now on. */
export const addUnique = constraintKind({
  id: "add-unique",
  label: "Add unique key",
  explanation: "A unique key fails where two rows share a value, locks the table while its index is built, and breaks versions that write the same value twice. Here the application changes first, repeated values are mended, and the index is built beside the writers where the engine can.",
  proposals: (ground) => tableChanges(ground).flatMap(({ before, after }) => after.uniques.filter((unique) => isAdded(unique, before)).map((unique) => {
    const columns = unique.columns.map((id) => columnById(before, id));
    const [last] = columns.toReversed();
    return {
      kind: "add-unique", subject: { table: before.id, unique: unique.id }, carries: [ground.given(unique.id)],
      title: `Make ${listed(columns.map(({ name }) => `${before.name}.${name}`))} unique`,
      fields: last === undefined ? [] : [repairQuestion("value", last, last.nullable ? "NULL" : "", "The value that a row gets whose values an earlier row has already; may name other columns, such as the key.")],
    };
  })),
  spec: ({ subject }, answer, { base, goal, target }) => {
    const table = tableOf(base, subject["table"] ?? "");
    const unique = tableOf(goal, table.id).uniques.find(({ id }) => id === subject["unique"]);
    if (unique === undefined) throw new Error("The proposal's unique key is not in the goal");
    const columns = unique.columns.map((id) => columnById(table, id).name);
    const value = answer("value");
    return {
      base, table: table.id, rule: `no two rows of ${table.name} share ${listed(columns)}`, slug: unique.name ?? "unique", application: `never writes a value of ${listed(columns)} that a row of ${table.name} has already`,
      broken: repeated(table, unique.columns, target.quote, sqlName(table, target)), online: true,
      ...(value === "" ? {} : { repair: { set: `${target.quote(columns.at(-1) ?? "")} = ${value}` } }),
      final: (schema) => changeMembers(schema, table.id, "uniques", (uniques) => [...uniques, unique]),
    };
  },
});

function isAdded(unique: UniqueKey, before: Table): boolean {
  return !before.uniques.some(({ id }) => id === unique.id) && rowKey(before) !== undefined && unique.columns.every((id) => before.columns.some((column) => column.id === id));
}

/** A row has values that a row before it, in the order of the key, has already. */
function repeated(table: Table, columns: readonly Id[], quote: (name: string) => string, name: string): string {
  const key = (rowKey(table) ?? []).map((column) => quote(column.name));
  const values = columns.map((id) => quote(columnById(table, id).name));
  const numbered = `SELECT ${key.map((one, at) => `${one} AS key_${at}`).join(", ")}, row_number() OVER (PARTITION BY ${values.join(", ")} ORDER BY ${key.join(", ")}) AS nth FROM ${name} WHERE ${values.map((one) => `${one} IS NOT NULL`).join(" AND ")}`;
  return `EXISTS (SELECT 1 FROM (${numbered}) AS numbered WHERE numbered.nth > 1 AND ${key.map((one, at) => `numbered.key_${at} = ${name}.${one}`).join(" AND ")})`;
}
