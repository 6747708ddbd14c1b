import { setPattern } from "@/lib/design/commands";
import type { SetPattern } from "@/lib/design/commands/add-pattern";
import { consistencies, patternBounds, patternOperations, type AccessPattern, type PatternNumber } from "@/lib/model";
import type { Runner } from "@/components/studio/use-run";
import type { SheetColumn, SheetOption } from "@/components/ui/sheet/sheet-column";
import { editQuantity, parseQuantity, showQuantity, type QuantityKind } from "./quantity";
import { consistencyHints, consistencyWords, notSaid, operationHints, operationWords, type Names } from "./words";

type Change = Omit<SetPattern, "patternId">;
export type SetOne = (pattern: AccessPattern, change: Change) => string | undefined;

/** Changes one pattern; answers with what is wrong where it is refused. */
export function setterOf(run: Runner["run"]): SetOne {
  return (pattern, change) => {
    const result = run(setPattern, { patternId: pattern.id, ...change }, { keepSelection: true, quiet: true });
    return result.ok ? undefined : result.diagnostic.message;
  };
}

/** A number of a pattern as a cell. */
function quantity(id: PatternNumber, header: string, kind: QuantityKind, width: number, set: SetOne, hint: string): SheetColumn<AccessPattern> {
  const valueOf = (pattern: AccessPattern): number | undefined => {
    const value = pattern[id];
    return typeof value === "number" ? value : undefined;
  };
  return {
    id, header, hint, width, align: "right",
    text: (pattern) => {
      const value = valueOf(pattern);
      return value === undefined ? undefined : showQuantity(value, kind);
    },
    editor: {
      kind: "text", numeric: true, value: (pattern) => editQuantity(valueOf(pattern)),
      commit: (pattern, text) => {
        const parsed = parseQuantity(text, kind, patternBounds[id]);
        return parsed.ok ? set(pattern, { [id]: parsed.value }) : parsed.message;
      },
    },
    clear: (pattern) => void set(pattern, { [id]: null }),
  };
}

const operations: readonly SheetOption[] = patternOperations.map((value) => ({ value, label: operationWords[value], hint: operationHints[value] }));
const consistencyOptions: readonly SheetOption[] = [...consistencies.map((value) => ({ value, label: consistencyWords[value], hint: consistencyHints[value] })), notSaid];

const list = (values: readonly string[]): string | undefined => (values.length === 0 ? undefined : values.join(", "));

/** The columns of the table of patterns. What is not here stands in the details beside. */
export function patternColumns(names: Names, set: SetOne, problemOf: (pattern: AccessPattern) => string | undefined): readonly SheetColumn<AccessPattern>[] {
  return [
    { id: "name", header: "Name", width: 224, text: ({ name }) => name, mark: problemOf, editor: { kind: "text", placeholder: "List recent orders of a customer", value: ({ name }) => name, commit: (pattern, name) => set(pattern, { name }) } },
    {
      id: "operation", header: "Operation", width: 92, text: ({ operation }) => operationWords[operation],
      editor: { kind: "pick", multiple: false, options: () => operations, chosen: ({ operation }) => [operation], commit: (pattern, [value]) => {
        const operation = patternOperations.find((known) => known === value);
        return operation === undefined ? undefined : set(pattern, { operation });
      } },
    },
    {
      id: "tableId", header: "Entity", width: 120, mono: true, hint: "The table it starts from", text: ({ tableId }) => (tableId === undefined ? undefined : names.table(tableId)),
      editor: { kind: "pick", multiple: false, options: () => [...names.tableOptions(), notSaid], chosen: ({ tableId }) => (tableId === undefined ? [] : [tableId]), commit: (pattern, [tableId]) => set(pattern, { tableId: tableId ?? null }) },
      clear: (pattern) => void set(pattern, { tableId: null }),
    },
    {
      id: "equality", header: "Equal", width: 150, blank: ({ operation }) => (operation === "insert" ? "—" : undefined), mono: true, hint: "Columns compared for equality, in order", text: ({ equality = [], tableId }) => list(equality.map((id) => names.column(id, tableId))),
      editor: { kind: "pick", multiple: true, options: (pattern) => names.columnOptions(pattern), chosen: ({ equality = [] }) => equality, commit: (pattern, equality) => set(pattern, { equality }) },
      clear: (pattern) => void set(pattern, { equality: null }),
    },
    {
      id: "range", header: "Range", width: 96, blank: () => "—", mono: true, hint: "The column of which a range is read", text: ({ range, tableId }) => (range === undefined ? undefined : names.column(range, tableId)),
      editor: { kind: "pick", multiple: false, options: (pattern) => [...names.columnOptions(pattern), notSaid], chosen: ({ range }) => (range === undefined ? [] : [range]), commit: (pattern, [range]) => set(pattern, { range: range ?? null }) },
      clear: (pattern) => void set(pattern, { range: null }),
    },
    {
      id: "sort", header: "Sort", width: 120, mono: true, blank: () => "—", text: ({ sort = [], tableId }) => list(sort.map(({ column, order }) => `${names.column(column, tableId)} ${order === "asc" ? "↑" : "↓"}`)),
      editor: {
        kind: "pick", multiple: true, options: (pattern) => names.sortOptions(pattern), chosen: ({ sort = [] }) => sort.map(({ column, order }) => `${order} ${column}`),
        commit: (pattern, values) => set(pattern, { sort: values.map((value) => ({ order: value.startsWith("desc ") ? "desc" as const : "asc" as const, column: value.slice(value.indexOf(" ") + 1) })).filter((part, i, all) => all.findIndex(({ column }) => column === part.column) === i) }),
      },
      clear: (pattern) => void set(pattern, { sort: null }),
    },
    {
      id: "joins", header: "Joins", width: 116, mono: true, blank: () => "—", hint: "Further tables read along: joined, or embedded", text: ({ joins = [] }) => list(joins.map((id) => names.table(id))),
      editor: { kind: "pick", multiple: true, options: ({ tableId }) => names.tableOptions().filter(({ value }) => value !== tableId), chosen: ({ joins = [] }) => joins, commit: (pattern, joins) => set(pattern, { joins }) },
      clear: (pattern) => void set(pattern, { joins: null }),
    },
    quantity("rate", "Now /s", "rate", 72, set, "Calls per second now"),
    quantity("rateInYear", "In a year /s", "rate", 88, set, "Calls per second in a year"),
    quantity("p99", "p99", "milliseconds", 76, set, "Within which 99 of 100 calls are to be answered"),
    quantity("items", "Items", "count", 72, set, "Items returned or written by one call"),
    {
      id: "consistency", header: "Consistency", width: 100, hint: "What a read must see", text: ({ consistency }) => (consistency === undefined ? undefined : consistencyWords[consistency]),
      editor: { kind: "pick", multiple: false, options: () => consistencyOptions, chosen: ({ consistency }) => (consistency === undefined ? [] : [consistency]), commit: (pattern, [value]) => set(pattern, { consistency: consistencies.find((known) => known === value) ?? null }) },
      clear: (pattern) => void set(pattern, { consistency: null }),
    },
    quantity("weight", "Weight", "weight", 68, set, "How much it matters, 1 to 5; where nobody says, 3 is reckoned with"),
  ];
}
