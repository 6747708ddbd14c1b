"use client";

import { useMemo, useState } from "react";
import { rowSize } from "@/lib/advisor/row-size";
import { setLoad } from "@/lib/design/commands";
import { loadBounds, type LoadNumber, type Table, type TableLoad } from "@/lib/model";
import { useDesignPart } from "@/components/studio/design-provider";
import { useTarget } from "@/components/studio/use-target";
import { useRun } from "@/components/studio/use-run";
import { EmptyState } from "@/components/ui/states";
import { Sheet } from "@/components/ui/sheet/sheet";
import type { SheetColumn } from "@/components/ui/sheet/sheet-column";
import { editQuantity, parseQuantity, showQuantity, type QuantityKind } from "./quantity";
import { DetailsPane } from "./details-pane";

interface Row {
  readonly table: Table;
  readonly load: TableLoad;
}

/** How much of each table there is and comes. */
export function LoadsView({ query }: { readonly query: string }) {
  const tables = useDesignPart(({ design }) => design.schema.tables);
  const loads = useDesignPart(({ design }) => design.loads);
  const { run } = useRun();
  const [active, setActive] = useState<string>();
  const rows = useMemo(() => tables.filter(({ name }) => name.toLowerCase().includes(query)).map((table): Row => ({ table, load: loads.get(table.id) ?? {} })), [tables, loads, query]);
  const columns = useMemo(() => loadColumns((tableId, change) => {
    const result = run(setLoad, { tableId, ...change }, { keepSelection: true, quiet: true });
    return result.ok ? undefined : result.diagnostic.message;
  }), [run]);
  const shown = rows.find(({ table }) => table.id === active);
  if (tables.length === 0) return <EmptyState title="No tables yet">Draw or import tables first; then say how much of each there will be.</EmptyState>;
  return (
    <DetailsPane label="Table" details={shown === undefined ? undefined : <SizeDetails row={shown} />}>
      <Sheet label="Table loads" rows={rows} columns={columns} keyOf={({ table }) => table.id} nameOf={({ table }) => table.name} active={active} onActive={setActive} empty="No table matches." />
    </DetailsPane>
  );
}

type SetTable = (tableId: string, change: Partial<Record<LoadNumber, number | null>> & { readonly oldRowsChange?: boolean | null }) => string | undefined;

function loadColumns(set: SetTable): readonly SheetColumn<Row>[] {
  const quantity = (id: LoadNumber, header: string, kind: QuantityKind, width: number, hint: string, computed?: SheetColumn<Row>["computed"]): SheetColumn<Row> => ({
    id, header, hint, width, align: "right", ...(computed === undefined ? {} : { computed }),
    text: ({ load }) => (load[id] === undefined ? undefined : showQuantity(load[id], kind)),
    editor: {
      kind: "text", numeric: true, value: ({ load }) => editQuantity(load[id]),
      commit: ({ table }, text) => {
        const parsed = parseQuantity(text, kind, loadBounds[id]);
        return parsed.ok ? set(table.id, { [id]: parsed.value }) : parsed.message;
      },
    },
    clear: ({ table }) => void set(table.id, { [id]: null }),
  });
  return [
    { id: "name", header: "Table", width: 200, mono: true, text: ({ table }) => table.name },
    quantity("rows", "Rows now", "count", 96, "Rows expected in production now"),
    quantity("rowsInYear", "In a year", "count", 96, "Rows expected in a year"),
    { id: "growth", header: "Growth", hint: "From the two numbers before it", width: 110, align: "right", text: ({ load }) => growth(load), blank: () => "—" },
    quantity("itemBytes", "Item size", "bytes", 110, "The largest row; computed from the columns where nobody says it", ({ table }) => {
      const { typical, most } = rowSize(table);
      return { text: `about ${showQuantity(Math.round(typical), "bytes")}`, how: most === undefined ? "Usual size by the columns' types; a column has no bound" : `Usual size by the columns' types; at most ${showQuantity(most, "bytes")}` };
    }),
    quantity("retentionDays", "Retention", "days", 96, "After which rows go by themselves"),
    quantity("hottestWrites", "Hottest row, writes/s", "rate", 136, "Writes per second to the one row that is written most"),
    quantity("perParent", "Most per parent", "count", 112, "Most rows that one parent row owns"),
    {
      id: "oldRowsChange", header: "Old rows change", width: 116, hint: "Rows that are old are corrected or erased", text: ({ load }) => (load.oldRowsChange === undefined ? undefined : load.oldRowsChange ? "yes" : "no"),
      editor: {
        kind: "pick", multiple: false, options: () => [{ value: "yes", label: "yes", hint: "corrected or erased" }, { value: "no", label: "no" }, { value: "", label: "not said" }], chosen: ({ load }) => (load.oldRowsChange === undefined ? [] : [load.oldRowsChange ? "yes" : "no"]),
        commit: ({ table }, [value]) => set(table.id, { oldRowsChange: value === undefined ? null : value === "yes" }),
      },
      clear: ({ table }) => void set(table.id, { oldRowsChange: null }),
    },
  ];
}

/** "+250k, x 3.5". */
function growth({ rows, rowsInYear }: TableLoad): string | undefined {
  if (rows === undefined || rowsInYear === undefined) return undefined;
  const more = rowsInYear - rows;
  const times = rows === 0 ? undefined : rowsInYear / rows;
  return `${more < 0 ? "−" : "+"}${showQuantity(Math.abs(more), "count")}${times === undefined ? "" : `, × ${times >= 10 ? Math.round(times) : Number(times.toPrecision(2))}`}`;
}

/** How a row's size is reckoned, column by column. */
function SizeDetails({ row: { table, load } }: { readonly row: Row }) {
  const target = useTarget();
  const schema = useDesignPart(({ design }) => design.schema);
  const { typical, most } = rowSize(table);
  return (
    <div className="grid gap-3">
      <h2 className="identifier font-semibold break-words">{table.name}</h2>
      <p className="text-sm text-ink-2">
        {load.itemBytes === undefined ? "The size of a row is reckoned from its columns, as an application sees it, without indexes; nullable columns count half." : `Stated: ${showQuantity(load.itemBytes, "bytes")}. By its columns it would be:`}
      </p>
      <table className="w-full text-sm">
        <caption className="sr-only">Size of a row by column</caption>
        <thead><tr className="text-left text-ink-3"><th scope="col" className="font-medium">Column</th><th scope="col" className="font-medium">Type</th><th scope="col" className="text-right font-medium">Usual</th><th scope="col" className="text-right font-medium">Most</th></tr></thead>
        <tbody>
          {table.columns.map((column) => {
            const size = rowSize({ columns: [column] });
            return (
              <tr key={column.id} className="border-t border-line">
                <th scope="row" className="identifier max-w-28 truncate py-0.5 text-left font-normal" title={column.name}>{column.name}</th>
                <td className="identifier max-w-24 truncate text-ink-2">{target.types.print(column.type, schema)}</td>
                <td className="text-right tabular-nums">{showQuantity(size.typical, "bytes")}</td>
                <td className="text-right tabular-nums">{size.most === undefined ? <span className="text-ink-3">no bound</span> : showQuantity(size.most, "bytes")}</td>
              </tr>
            );
          })}
        </tbody>
        <tfoot><tr className="border-t border-line-strong font-medium"><th scope="row" colSpan={2} className="py-0.5 text-left font-medium">A row</th><td className="text-right tabular-nums">{showQuantity(Math.round(typical), "bytes")}</td><td className="text-right tabular-nums">{most === undefined ? "no bound" : showQuantity(most, "bytes")}</td></tr></tfoot>
      </table>
      {load.rowsInYear === undefined ? undefined : <p className="text-sm text-ink-2">In a year about {showQuantity(Math.round(load.rowsInYear * (load.itemBytes ?? typical)), "bytes")} in {showQuantity(load.rowsInYear, "count")} rows.</p>}
    </div>
  );
}
