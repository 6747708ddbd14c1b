import { writes, type Column, type Diagnostic, type Id, type Table } from "../../model";
import { choose } from "../native/choose";
import type { MappingDecision, NativeInput } from "../native/native";

/** The tables that become series, with the column that is their time. All others stay in the relational store. */
export function placeTables(input: NativeInput): { readonly series: ReadonlyMap<Id, Column>; readonly decisions: MappingDecision[]; readonly diagnostics: Diagnostic[] } {
  const { schema, patterns, loads } = input;
  const series = new Map<Id, Column>();
  const decisions: MappingDecision[] = [];
  for (const table of schema.tables) {
    const time = timeOf(table);
    const { fits, reason } = judge(table, time);
    const { chosen, decision } = choose({
      about: table.id, table: table.id, choice: "placement", label: `Where ${table.name} lies`, proposed: fits ? "series" : "none", reason,
      options: [
        ...(time === undefined ? [] : [{ id: "series", label: "A table of points by time", help: "Only added; found by tags and time; old ones go by themselves." }]),
        { id: "none", label: "In the relational store", help: "Rows that are changed, looked up by id or joined." },
      ],
    }, input.choices);
    decisions.push(decision);
    if (chosen === "series" && time !== undefined) series.set(table.id, time);
  }
  return { series, decisions, diagnostics: [] };

  function judge(table: Table, time: Column | undefined): { readonly fits: boolean; readonly reason: string } {
    if (time === undefined) return { fits: false, reason: "It has no moment that every row has: without time there is no series. Join it by its id in the application." };
    const load = loads.get(table.id);
    if (load?.oldRowsChange === true) return { fits: false, reason: "Its old rows are corrected or erased, and single points cannot be." };
    const changing = patterns.find((pattern) => pattern.tableId === table.id && writes(pattern) && pattern.operation !== "insert");
    if (changing !== undefined) return { fits: false, reason: `"${changing.name}" changes its rows; points are only added.` };
    const referring = schema.tables.find((other) => other.foreignKeys.some(({ referencedTable }) => referencedTable === table.id));
    if (referring !== undefined) return { fits: false, reason: `${referring.name} refers to it: what others refer to is an entity, not a measurement.` };
    const counted = patterns.find(({ tableId, operation, window, text }) => tableId === table.id && ((operation === "aggregate" && window !== undefined) || text === "logs"));
    const keyed = table.primaryKey?.columns.includes(time.id) === true;
    if (counted !== undefined || keyed) return { fits: true, reason: `${[keyed ? `its key ends in ${time.name}` : "", counted === undefined ? "" : `"${counted.name}" counts up by time`].filter((part) => part !== "").join(", and ")}${load?.retentionDays === undefined ? "" : `; rows go after ${load.retentionDays} days`}.`.replace(/^./, (letter) => letter.toUpperCase()) };
    return { fits: false, reason: `It has a time (${time.name}), but no pattern counts up by it and it is not part of the key: rows are looked up one by one.` };
  }
}

/** The moment of a row: of the key, else the first that every row has. */
function timeOf(table: Table): Column | undefined {
  const moments = table.columns.filter(({ type, nullable }) => !nullable && (type.kind === "timestamptz" || type.kind === "timestamp"));
  return moments.find(({ id }) => table.primaryKey?.columns.includes(id) === true) ?? moments[0];
}
