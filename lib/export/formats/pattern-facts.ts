import type { AccessPattern, Id, Schema, TableLoad } from "../../model";
import { escapeMarkdown, markdownCell } from "../escape";

/** What is said of patterns besides their query, as a table; only columns that say something, and nothing where nobody said anything. */
export function patternFacts(patterns: readonly AccessPattern[], schema: Schema): string | undefined {
  const names = new Map<Id, string>(schema.tables.flatMap((table) => [[table.id, table.name] as const, ...table.columns.map((column) => [column.id, column.name] as const)]));
  const name = (id: Id): string => names.get(id) ?? "";
  const all = (ids: readonly Id[] | undefined): string | undefined => (ids === undefined || ids.length === 0 ? undefined : ids.map(name).join(", "));
  const columns: readonly (readonly [string, (pattern: AccessPattern) => string | undefined])[] = [
    ["Equal", ({ equality }) => all(equality)],
    ["Range", ({ range }) => (range === undefined ? undefined : name(range))],
    ["Sort", ({ sort }) => sort?.map(({ column, order }) => `${name(column)} ${order}`).join(", ")],
    ["Reads along", ({ joins }) => all(joins)],
    ["Calls/s", ({ rate, rateInYear }) => (rate === undefined && rateInYear === undefined ? undefined : `${rate === undefined ? "not known" : number(rate)}${rateInYear === undefined ? "" : `, in a year ${number(rateInYear)}`}`)],
    ["p99", ({ p99 }) => (p99 === undefined ? undefined : `${number(p99)} ms`)],
    ["Items", ({ items, itemBytes }) => (items === undefined && itemBytes === undefined ? undefined : [items === undefined ? "" : number(items), itemBytes === undefined ? "" : `of ${number(itemBytes)} bytes`].join(" ").trim())],
    ["Consistency", ({ consistency }) => consistency],
    ["Together with", ({ atomicWith }) => all(atomicWith)],
    ["Further", further],
  ];
  const said = columns.filter(([, of]) => patterns.some((pattern) => of(pattern) !== undefined));
  if (said.length === 0) return undefined;
  const rows = patterns.filter((pattern) => said.some(([, of]) => of(pattern) !== undefined))
    .map((pattern) => `| ${[pattern.name, ...said.map(([, of]) => of(pattern) ?? "not said")].map((text) => markdownCell(escapeMarkdown(text))).join(" | ")} |`);
  return [`| Operation | ${said.map(([title]) => title).join(" | ")} |`, `|${"---|".repeat(said.length + 1)}`, ...rows].join("\n");
}

function further({ hops, window, text, historyDays, ordering, adHoc, weight }: AccessPattern): string | undefined {
  const parts = [
    hops === undefined ? undefined : hops === "unbounded" ? "any number of steps" : `${hops} steps`, window === undefined ? undefined : `windows of ${number(window)} s`, text === undefined ? undefined : `text by ${text}`,
    historyDays === undefined ? undefined : `${number(historyDays)} days back`, ordering === undefined || ordering === "none" ? undefined : `ordered ${ordering}`, adHoc === true ? "ad hoc" : undefined, weight === undefined ? undefined : `weight ${weight}`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(", ");
}

/** What is expected of tables, as a table; undefined where nobody said anything. */
export function loadFacts(loads: ReadonlyMap<Id, TableLoad>, schema: Schema): string | undefined {
  const columns: readonly (readonly [string, (load: TableLoad) => string | undefined])[] = [
    ["Rows now", ({ rows }) => amount(rows)], ["In a year", ({ rowsInYear }) => amount(rowsInYear)], ["Largest row, bytes", ({ itemBytes }) => amount(itemBytes)], ["Kept, days", ({ retentionDays }) => amount(retentionDays)],
    ["Hottest row, writes/s", ({ hottestWrites }) => amount(hottestWrites)], ["Most per parent", ({ perParent }) => amount(perParent)], ["Old rows change", ({ oldRowsChange }) => (oldRowsChange === undefined ? undefined : oldRowsChange ? "yes" : "no")],
  ];
  const rows = schema.tables.flatMap((table) => {
    const load = loads.get(table.id);
    return load === undefined ? [] : [{ name: table.name, load }];
  });
  const said = columns.filter(([, of]) => rows.some(({ load }) => of(load) !== undefined));
  if (said.length === 0) return undefined;
  return [`| Table | ${said.map(([title]) => title).join(" | ")} |`, `|${"---|".repeat(said.length + 1)}`, ...rows.map(({ name, load }) => `| ${[name, ...said.map(([, of]) => of(load) ?? "not said")].map((text) => markdownCell(escapeMarkdown(text))).join(" | ")} |`)].join("\n");
}

const number = (value: number): string => value.toLocaleString("en", { maximumFractionDigits: 6 });
const amount = (value: number | undefined): string | undefined => (value === undefined ? undefined : number(value));
