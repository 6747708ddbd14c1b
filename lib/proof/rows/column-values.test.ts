import { expect, it } from "vitest";
import type { Column, Table } from "../../model";
import { mysql } from "../../targets/mysql";
import { columnValues } from "./column-values";

it.each(["bigint unsigned", "int unsigned", "smallint unsigned", "mediumint"])("a %s that numbers rows by itself has values that other tables can refer to, each another", async (text) => {
  const id: Column = { id: "id", name: "id", type: { kind: "native", text }, nullable: false, identity: { mode: "by default" } };
  const table: Table = { id: "t", name: "t", columns: [id], uniques: [], foreignKeys: [], checks: [], indexes: [], options: {} };
  const [values] = await columnValues(table, { tables: [table], enums: [], objects: [] }, mysql, () => Promise.reject(new Error("Nothing is asked of the engine")));
  const taken = Array.from({ length: 10 }, (_, row) => Number(values?.plain(row)?.text));
  expect(taken.every((value) => value > 1000 && value < 2 ** 15 + (text === "smallint unsigned" ? 0 : 2 ** 22))).toBe(true);
  expect(new Set(taken).size).toBe(10);
});
