import type { AccessPattern, Column, ColumnType, Diagnostic, Id, Table } from "../../model";
import { choose } from "../native/choose";
import type { MappingDecision, NativeInput } from "../native/native";
import { influxName } from "./names";
import type { InColumn } from "./model";
import { fieldForm, typeLoss } from "./types";

/** Tag or field, column by column; what is neither stays in the relational store. Tags come first, those that most is asked by before others. */
export function mapColumns(table: Table, time: Column, input: NativeInput, three: boolean, decisions: MappingDecision[], diagnostics: Diagnostic[]): readonly InColumn[] {
  const taken = new Set(["time"]);
  const reads = input.patterns.filter(({ tableId }) => tableId === table.id);
  const columns: InColumn[] = [];
  for (const column of table.columns) {
    if (column.id === time.id) continue;
    const { proposed, reason } = propose(column);
    const { chosen, decision } = choose({
      about: column.id, table: table.id, choice: "role", label: `What ${table.name}.${column.name} is`, proposed, reason,
      options: [
        { id: "tag", label: "Tag", help: three ? "Part of the point's key: text, filtered and grouped by." : "Part of the series: text, indexed; each new value makes a new series in memory." },
        { id: "field", label: "Field", help: "A value of the point." },
        { id: "none", label: "In the relational store", help: "Looked up there by the tags." },
      ],
    }, input.choices);
    decisions.push(decision);
    if (chosen === "none") continue;
    const name = distinct(influxName(column.name, "column"), taken);
    if (name !== column.name) diagnostics.push({ code: "influxdb-name", severity: "info", message: `${table.name}.${column.name} is called ${name}: letters, digits, - and _ only.`, place: { objectId: column.id } });
    const loss = typeLoss(column.type);
    if (loss !== undefined && column.type.kind !== "enum") diagnostics.push({ code: "influxdb-type", severity: column.type.kind === "bytes" ? "warning" : "info", message: `${table.name}.${column.name}: ${loss}.`, place: { objectId: column.id } });
    columns.push({ id: column.id, name, role: chosen === "tag" ? "tag" : "field", column: column.id, retired: false, ...(chosen === "tag" ? { type: "utf8" as const, form: "text" as const, factor: 1 } : numberForm(column)) });
  }
  if (!columns.some(({ role }) => role === "tag")) {
    columns.unshift({ id: `${table.id}/source`, name: distinct("source", taken), role: "tag", type: "utf8", form: "text", factor: 1, retired: false });
    diagnostics.push({ code: "influxdb-tag-needed", severity: "warning", message: `${table.name} has nothing to tag points by, and a table needs one tag at least: ${columns[0]?.name ?? "source"} names the writer.`, place: { objectId: table.id } });
  }
  if (!columns.some(({ role }) => role === "field")) {
    columns.push({ id: `${table.id}/count`, name: distinct("count", taken), role: "field", type: "int64", form: "plain", factor: 1, retired: false });
    diagnostics.push({ code: "influxdb-field-needed", severity: "info", message: `${table.name} has no value, and a point needs one: every point counts 1.`, place: { objectId: table.id } });
  }
  const key = table.primaryKey?.columns ?? [];
  const apart = key.filter((id) => id !== time.id && columns.find((column) => column.column === id)?.role !== "tag");
  if (apart.length > 0) diagnostics.push({ code: "influxdb-same-point", severity: "warning", message: `${apart.map((id) => `${table.name}.${table.columns.find((column) => column.id === id)?.name ?? id}`).join(", ")} tells rows apart and is no tag: two rows of the same tags and time become one point, with the fields of the later.`, place: { objectId: table.id } });
  const order = (column: InColumn): number => (column.column === undefined ? 0 : -reads.filter(({ equality }) => equality?.includes(column.column ?? "") === true).reduce((sum, { rate = 1, weight = 3 }) => sum + rate * weight, 0));
  const tags = columns.filter(({ role }) => role === "tag");
  return [...tags.toSorted((a, b) => order(a) - order(b)), ...columns.filter(({ role }) => role === "field")];

  function propose(column: Column): { readonly proposed: "tag" | "field" | "none"; readonly reason: string } {
    const asked = reads.filter((pattern) => asksBy(pattern, column.id));
    const inKey = table.primaryKey?.columns.includes(column.id) === true;
    const refers = table.foreignKeys.some(({ columns: own }) => own.includes(column.id));
    const kind = column.type.kind;
    if (kind === "json" || kind === "bytes" || kind === "text" || kind === "array" || kind === "vector") return asked.length > 0 && kind === "text" ? { proposed: "tag", reason: `"${asked[0]?.name ?? ""}" asks by it.` } : { proposed: "none", reason: "Free texts and documents are kept where they can be searched and changed." };
    if (refers) return { proposed: "tag", reason: "It says whose the point is." };
    if (inKey && table.primaryKey?.columns.length === 1) return { proposed: "field", reason: `Every row has its own: as a tag, each would be a series of one point${three ? "" : ", held in memory"}.` };
    if (inKey) return { proposed: "tag", reason: "Part of the key: it tells points of the same moment apart." };
    if (asked.length > 0 && (kind === "enum" || kind === "string" || kind === "char" || kind === "uuid" || kind === "boolean" || kind.startsWith("int"))) return { proposed: "tag", reason: `"${asked[0]?.name ?? ""}" asks by it.` };
    if (kind === "enum") return { proposed: "tag", reason: "A category of few values." };
    return { proposed: "field", reason: isNumber(column.type) ? "A number that is measured." : "No pattern asks by it." };
  }

  function numberForm(column: Column): ReturnType<typeof fieldForm> {
    if (column.type.kind !== "decimal" || column.type.precision === undefined) return fieldForm(column.type);
    const factor = 10 ** (column.type.scale ?? 0);
    const { chosen, decision } = choose({
      about: column.id, table: table.id, choice: "number", label: `How ${table.name}.${column.name} is kept`, proposed: column.type.precision > 15 ? "minor-units" : "float64",
      options: [{ id: "float64", label: "float64", help: "About 15 digits; means and sums as usual." }, { id: "minor-units", label: `int64 of 1/${factor}`, help: "Exact; the application divides." }],
      reason: `${column.type.precision} digits were drawn; a float64 has about 15.`,
    }, input.choices);
    decisions.push(decision);
    return chosen === "float64" ? { type: "float64", form: "plain", factor: 1 } : { type: "int64", form: "minor", factor };
  }
}

function asksBy({ equality = [], scope }: AccessPattern, column: Id): boolean {
  return equality.includes(column) || scope === column;
}

function isNumber({ kind }: ColumnType): boolean {
  return kind.startsWith("int") || kind.startsWith("float") || kind === "decimal";
}

export function distinct(name: string, taken: Set<string>): string {
  let given = name;
  for (let i = 2; taken.has(given.toLowerCase()); i += 1) given = `${name}_${i}`;
  taken.add(given.toLowerCase());
  return given;
}
