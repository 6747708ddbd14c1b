import type { ForeignKey, Schema, Table } from "../../model";
import type { EvolutionField } from "../evolution";
import { tableOf, withoutRecord } from "../running-schema";
import { changeMembers } from "./constraint";
import { constraintKind } from "./constraint-kind";
import { tableChanges } from "./ground";
import { columnById, listed, sqlName } from "./records";

/** References that must find their row from now on. */
export const addForeignKey = constraintKind({
  id: "add-foreign-key",
  label: "Add foreign key",
  explanation: "A foreign key fails where a row refers to nothing, reads the whole table under locks on both tables, and breaks versions that write such references. Here the application changes first, then new rows are held to it, orphans are mended, and all are checked at the end.",
  proposals: (ground) => tableChanges(ground).flatMap(({ before, after }) => after.foreignKeys.filter((key) => isAdded(key, before, ground.base)).map((key) => ({
    kind: "add-foreign-key", subject: { table: before.id, key: key.id }, carries: [ground.given(key.id)],
    title: `Let ${listed(key.columns.map((id) => `${before.name}.${columnById(before, id).name}`))} refer to ${tableOf(ground.base, key.referencedTable).name}`,
    fields: [orphans(before, key)],
  }))),
  spec: ({ subject }, answer, { base, goal, target }) => {
    const table = tableOf(base, subject["table"] ?? "");
    const key = tableOf(goal, table.id).foreignKeys.find(({ id }) => id === subject["key"]);
    if (key === undefined) throw new Error("The proposal's foreign key is not in the goal");
    const parent = tableOf(base, key.referencedTable);
    const columns = key.columns.map((id) => target.quote(columnById(table, id).name));
    const referenced = key.referencedColumns.map((id) => target.quote(columnById(parent, id).name));
    const found = (owner: string): string => `EXISTS (SELECT 1 FROM ${sqlName(parent, target)} AS referenced WHERE ${columns.map((column, at) => `referenced.${referenced[at] ?? ""} = ${owner}.${column}`).join(" AND ")})`;
    const name = sqlName(table, target);
    const put = (schema: Schema, one: ForeignKey): Schema => changeMembers(schema, table.id, "foreignKeys", (keys) => [...withoutRecord(keys, key.id), one]);
    const unchecked = target.capabilities.notValidConstraints && key.notValid !== true && table.options["partitionBy"] === undefined
      ? { unchecked: (schema: Schema) => put(schema, { ...key, notValid: true }), checked: (schema: Schema) => put(schema, key), final: (schema: Schema) => schema }
      : { final: (schema: Schema) => put(schema, key) };
    const nullable = key.columns.map((id) => columnById(table, id)).filter((column) => column.nullable);
    const repair = answer("orphans") === "delete" ? { repair: "delete" as const } : answer("orphans") === "null" ? { repair: { set: nullable.map((column) => `${target.quote(column.name)} = NULL`).join(", ") } } : {};
    return {
      base, table: table.id, rule: `${table.name} refers to rows of ${parent.name} that are there`, slug: `${parent.name}_found`, application: `writes to ${table.name} only references to rows of ${parent.name} that are there`,
      broken: `${columns.map((column) => `${column} IS NOT NULL`).join(" AND ")} AND NOT ${found(name)}`,
      predicate: `${columns.map((column) => `written.${column} IS NULL`).join(" OR ")} OR ${found("written")}`,
      online: true, ...repair, ...unchecked,
    };
  },
});

function isAdded(key: ForeignKey, before: Table, base: Schema): boolean {
  const parent = base.tables.find(({ id }) => id === key.referencedTable);
  return !before.foreignKeys.some(({ id }) => id === key.id) && parent !== undefined && key.referencedColumns.every((id) => parent.columns.some((column) => column.id === id))
    && key.columns.every((id) => before.columns.some((column) => column.id === id));
}

function orphans(table: Table, key: ForeignKey): EvolutionField {
  const nullable = key.columns.some((id) => columnById(table, id).nullable);
  return {
    id: "orphans", label: "Rows that refer to nothing", form: "choice", required: true, proposed: nullable ? "null" : "none",
    help: "What happens to rows whose reference finds no row.",
    choices: [
      ...(nullable ? [{ value: "null", label: "Their reference becomes NULL" }] : []), { value: "delete", label: "They are deleted" },
      { value: "none", label: "I see to them myself; the constraint is refused while there are any" },
    ],
  };
}
