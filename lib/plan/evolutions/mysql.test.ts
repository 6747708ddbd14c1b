import { describe, expect, test } from "vitest";
import type { Column, Schema, Table } from "../../model";
import { findTarget } from "../../targets/registry";
import type { Evolution } from "../evolution";
import { findEvolutionKind, proposeEvolutions } from ".";

const mysql = findTarget("mysql") ?? expect.fail("no MySQL");

const column = (table: string, name: string, more: Partial<Column> = {}): Column => ({ id: `${table}.${name}`, name, type: { kind: "int32" }, nullable: true, ...more });
const table = (name: string, columns: readonly Column[], more: Partial<Table> = {}): Table => ({
  id: name, name, columns: [column(name, "id", { nullable: false }), ...columns], primaryKey: { id: `${name}.key`, columns: [`${name}.id`] }, uniques: [], foreignKeys: [], checks: [], indexes: [], options: {}, ...more,
});
const refers = (from: string, name: string, to: string): Table["foreignKeys"][number] => ({ id: `${from}.${name}.ref`, name: `${from}_${name}`, columns: [`${from}.${name}`], referencedTable: to, referencedColumns: [`${to}.id`], onDelete: "cascade", onUpdate: "no action" });
const schema = (...tables: readonly Table[]): Schema => ({ tables, enums: [], objects: [] });

function build(kind: string, base: Schema, goal: Schema): Evolution {
  const ground = { target: mysql, version: mysql.versions[0]?.id ?? "", base, goal };
  const proposal = proposeEvolutions(ground).find((candidate) => candidate.kind === kind) ?? expect.fail(`${kind} is not proposed`);
  const result = findEvolutionKind(kind)?.build({ ...ground, subject: proposal.subject, answers: {} });
  return result?.ok === true ? result.value : expect.fail(JSON.stringify(result?.diagnostics));
}

describe("evolutions on MySQL", () => {
  test("where triggers of two tables would answer each other (error 1442), the second write is the new version's, and is said", () => {
    const people = table("people", [column("people", "age"), column("people", "name")]);
    const pets = table("pets", [column("pets", "name")], { foreignKeys: [refers("pets", "id", "people")] });
    const evolution = build("move-column", schema(people, pets), schema({ ...people, columns: people.columns.filter(({ name }) => name !== "age") }, { ...pets, columns: [...pets.columns, column("pets", "age")] }));
    const back = evolution.application.readings.find(({ writer, written, read }) => writer === "new" && written === "pets" && read === "people");
    expect(back?.dualWrite).toBe("UPDATE people SET age = :age WHERE id = :id");
    const said = evolution.phases.flatMap(({ checkpoint }) => checkpoint?.application ?? []);
    expect(said.some((sentence) => sentence.includes("write people.age too, in the same transaction") && sentence.includes("UPDATE people SET age"))).toBe(true);
  });

  test("command lines of online tools stand with the phases that copy a table, each limit checked", () => {
    const orders = table("orders", [column("orders", "total")], {});
    const lines = table("lines", [column("lines", "order")], { foreignKeys: [refers("lines", "order", "orders")] });
    const wide = (one: Table, ...names: readonly string[]): Table => ({ ...one, columns: one.columns.map((each) => (names.includes(each.name) ? { ...each, type: { kind: "int64" } } : each)) });
    const evolution = build("primary-key-to-bigint", schema(orders, lines), schema(wide(orders, "id"), wide(lines, "order")));
    const advice = evolution.phases.find(({ id }) => id === "contract")?.advice ?? [];
    const tools = advice.filter(({ command }) => command !== undefined);
    expect(tools.map(({ title }) => title)).toEqual(["pt-online-schema-change for orders", "gh-ost for orders"]);
    expect(tools[0]?.command).toMatch(/^pt-online-schema-change --alter 'MODIFY (?:COLUMN )?id bigint NOT NULL'.*,t='orders'/);
    expect(tools[0]?.limits?.filter(({ met }) => !met)).toEqual([]);
    const before = build("add-check", schema(lines, orders), schema({ ...lines, checks: [{ id: "c", name: "positive", expression: "`order` > 0" }] }, orders));
    const [osc, ghost] = before.phases.findLast(({ migrations }) => migrations.length > 0)?.advice.filter(({ command }) => command !== undefined) ?? [];
    expect(osc?.limits?.filter(({ met }) => !met).map(({ text }) => text)).toEqual([expect.stringContaining("triggers of its own"), expect.stringContaining("Its own foreign keys")]);
    expect(ghost?.limits?.some(({ text, met }) => text.includes("foreign key") && !met)).toBe(true);
  });
});
