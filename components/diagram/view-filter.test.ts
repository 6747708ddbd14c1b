import { describe, expect, it } from "vitest";
import type { Design } from "@/lib/design/design";
import type { Table } from "@/lib/model";
import { parseFilter, printFilter, visibleTables, type ViewFilter } from "./view-filter";

function table(id: string, refers: readonly string[], column = "id"): Table {
  return {
    id, name: `name_${id}`, uniques: [], checks: [], indexes: [], options: {},
    columns: [{ id: `${id}c`, name: column, type: { kind: "int64" }, nullable: false }],
    foreignKeys: refers.map((to) => ({ id: `${id}-${to}`, columns: [`${id}c`], referencedTable: to, referencedColumns: [`${to}c`], onDelete: "no action", onUpdate: "no action" })),
  };
}

const design: Pick<Design, "schema" | "layout"> = {
  // a <- b <- c, d alone
  schema: { tables: [table("a", []), table("b", ["a"]), table("c", ["b"], "status"), table("d", [])], enums: [], objects: [] },
  layout: { positions: new Map(), groups: [], groupOf: new Map([["a", "g"], ["c", "g"]]), notes: [] },
};
const shown = (filter: ViewFilter) => [...(visibleTables(design, filter) ?? ["all"])];

describe("a view filter", () => {
  it("shows a group, a search in table and column names, or a table's neighbourhood", () => {
    expect(shown({})).toEqual(["all"]);
    expect(shown({ group: "g" })).toEqual(["a", "c"]);
    expect(shown({ search: "STATUS" })).toEqual(["c"]);
    expect(shown({ near: { tableId: "a", depth: 1 } })).toEqual(["a", "b"]);
    expect(shown({ near: { tableId: "a", depth: 2 } })).toEqual(["a", "b", "c"]);
    expect(shown({ group: "g", near: { tableId: "b", depth: 1 } })).toEqual(["a", "c"]);
  });

  it("is the same after going through an address, and leaves other parameters alone", () => {
    const filters: readonly ViewFilter[] = [{}, { group: "g|1" }, { search: "a&b=c é" }, { near: { tableId: "x", depth: 3 } }, { group: "g", search: "s", near: { tableId: "x", depth: 1 } }];
    for (const filter of filters) {
      const address = new URLSearchParams(printFilter(filter, new URLSearchParams("z=1&group=old")).toString());
      expect(parseFilter(address)).toEqual(filter);
      expect(address.get("z")).toBe("1");
    }
  });

  it("takes nonsense in an address as nothing", () => {
    expect(parseFilter(new URLSearchParams("near=x&depth=99&group="))).toEqual({ near: { tableId: "x", depth: 1 } });
  });
});
