import { expect, it } from "vitest";
import { buildScene } from "@/lib/export/diagram";
import { column, foreignKey, input, table } from "@/lib/export/diagram/testing/sample";
import { describeRow, describeTable } from "./describe";

const customers = table("p", "customers", [column("p1", "id")]);
const orders = table("c", "orders", [column("c1", "id"), column("c2", "customer_id", { comment: "Who ordered" })], { foreignKeys: [foreignKey("fk", ["c2"], "p", ["p1"])] });
const scene = buildScene(input([customers, orders], {}, { groups: [{ id: "g", name: "Sales", color: 0 }], groupOf: new Map([["c", "g"]]) }));
const box = (id: string) => { const found = scene.tables.get(id); if (found === undefined) throw new Error(id); return found; };

it("names a table with its columns, references and group", () => {
  expect(describeTable(scene, box("c"))).toBe("orders, 2 columns, 1 reference, in group Sales");
  expect(describeTable(scene, box("p"))).toBe("customers, 1 column, 0 references, referenced 1 time");
});

it("spells out a row's letters and comment", () => {
  expect(box("c").content.rows.map(describeRow)).toEqual(["id int64 (primary key, not null)", "customer_id int64 (foreign key, not null)\nWho ordered"]);
});
