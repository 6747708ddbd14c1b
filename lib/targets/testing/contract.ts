import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sameType, simpleTypeKinds, typeKey, type Column, type ColumnType, type Schema, type Table } from "../../model";
import type { Sandbox } from "../../sandbox/sandbox";
import type { Alteration, MemberRules, RuleContext, Statement, Target } from "../target";
import { schemas } from "./arbitrary-schema";
import { byName } from "./by-name";
import { sampleSchema } from "./sample-schema";

const hostileNames = ["select", "a\"b", "a'b", "`", "[x]", "a;DROP TABLE x;--", "/*", "--", "ü", "表", "😀", "a b", "1", "$x", "\\", "Order", "true", "%s", "null", "\t"];

const none = { enums: [] };

/** What every target with an engine promises, run on that engine. */
export function describeTarget(target: Target, open: () => Promise<Sandbox>): void {
  describe(`the contract of targets: ${target.label}`, () => {
    let sandbox: Sandbox;
    beforeAll(async () => { sandbox = await open(); });
    afterAll(() => sandbox.close());

    const version = target.versions[0]?.id ?? "";
    const context = (from: Schema, to: Schema): RuleContext => ({ from, to, version, online: false });
    const run = async (statements: readonly Statement[]): Promise<void> => { for (const { sql } of statements) await sandbox.run(sql); };
    const catalog = async (): Promise<unknown> => byName((await sandbox.introspect()).schema);
    const load = async (schema: Schema): Promise<Schema> => {
      await sandbox.reset();
      await run(target.createSchema(schema, version));
      return (await sandbox.introspect()).schema;
    };

    test("lists versions, newest first, each once", () => {
      expect(target.versions.length).toBeGreaterThan(0);
      expect(new Set(target.versions.map(({ id }) => id)).size).toBe(target.versions.length);
    });

    test("quotes any name so that it is that name, and any text so that it is that text", async () => {
      await sandbox.reset();
      const names = hostileNames.filter((name) => target.capabilities.basicPlaneNames !== true || !/\p{Emoji_Presentation}|\s$/u.test(name));
      for (const name of names) await sandbox.run(`CREATE TABLE ${target.quote(name)} (${target.quote(name)} INTEGER)`);
      const { tables } = (await sandbox.introspect()).schema;
      expect(tables.map((table) => [table.name, table.columns[0]?.name]).toSorted()).toEqual(names.map((name) => [name, name]).toSorted());
      for (const name of hostileNames) expect(await sandbox.query(`SELECT ${target.literal(name)} AS text`)).toEqual([{ text: name }]);
    });

    test("refuses what no name can be", () => {
      for (const name of ["", "a\0b"]) expect(() => target.quote(name)).toThrow();
    });

    test("prints each type as what reads back as itself, and as what the engine keeps", async () => {
      const types = sampleTypes(target);
      const normal = (type: ColumnType): ColumnType => target.types.normal?.(type) ?? type;
      for (const type of types) expect(sameType(target.types.parse(target.types.print(type, none), none), normal(type)), target.types.print(type, none)).toBe(true);
      const read = await load({ ...none, tables: [tableOf(types)], objects: [] });
      expect(read.tables[0]?.columns.map((column) => typeKey(column.type))).toEqual(types.map((type) => typeKey(normal(type))));
    });

    test("offers in the picker only types the engine takes, each in its own spelling", async () => {
      const types = target.types.common.map((text) => target.types.parse(text, none));
      for (const type of types) expect(sameType(target.types.parse(target.types.print(type, none), none), type), target.types.print(type, none)).toBe(true);
      // The rest may come from extensions that are not there.
      await load({ ...none, tables: [tableOf(types.filter(({ kind }) => kind !== "native" && kind !== "vector"))], objects: [] });
    });

    test("writes a schema with all it can do, and reads it back the same, twice", async () => {
      const schema = sampleSchema(target);
      const read = await load(schema);
      expect(byName(read)).toEqual(byName(schema));
      expect(byName(await load(read))).toEqual(byName(read));
    });

    test("any small schema comes back from the catalog, whatever its names", async () => {
      await fc.assert(fc.asyncProperty(schemas(target.capabilities, target.types.normal), async (schema) => {
        const read = await load(schema);
        expect(byName(read)).toEqual(byName(schema));
        expect(byName(await load(read))).toEqual(byName(read));
      }), { seed: 20261124, numRuns: process.env["STRATA_LONG"] === "1" ? 200 : 12 });
    });

    test("gives ids that no other reading gives", async () => {
      const first = await load(sampleSchema(target));
      const second = (await sandbox.introspect()).schema;
      const ids = (schema: Schema): string[] => schema.tables.flatMap((table) => [table.id, ...table.columns.map((column) => column.id)]);
      expect(new Set([...ids(first), ...ids(second)]).size).toBe(ids(first).length * 2);
    });

    test("knows every kind of object it reads", async () => {
      for (const object of (await load(sampleSchema(target))).objects) expect(target.objectKinds[object.kind]?.label, object.kind).toBeTruthy();
    });

    describe.each(memberCases(target))("$what", ({ without, change }) => {
      const whole = sampleSchema(target);
      const part: Schema = { ...whole, tables: whole.tables.map(without) };
      const sides = (before: Schema, after: Schema): readonly [Table, Table] => [owner(before, change.table), owner(after, change.table)];

      test("is added and dropped in place, or by a rebuild", async () => {
        await load(part);
        const [small, large] = sides(part, whole);
        await run(statements(change.create(small, context(part, whole)), target, small, large, context(part, whole)));
        expect(await catalog()).toEqual(byName(whole));
        await run(statements(change.drop(large, context(whole, part)), target, large, small, context(whole, part)));
        expect(await catalog()).toEqual(byName(part));
      });
    });
  });
}

/** A table of one column per type. */
function tableOf(types: readonly ColumnType[]): Table {
  const columns = types.map((type, i): Column => ({ id: `c${i}`, name: `c${i}`, type, nullable: true }));
  return { id: "t", name: "t", columns, uniques: [], foreignKeys: [], checks: [], indexes: [], options: {} };
}

function owner(schema: Schema, id: string): Table {
  return schema.tables.find((table) => table.id === id) ?? expect.fail(`no table ${id}`);
}

function statements(alteration: Alteration, target: Target, from: Table, to: Table, context: RuleContext): readonly Statement[] {
  if (alteration === "replace") throw new Error("Adding and dropping cannot be replaced");
  if (alteration !== "rebuild") return alteration;
  const dependants = context.from.objects.filter((object) => object.tableId === from.id);
  return target.rules.table.rebuild?.(from, to, dependants, context) ?? expect.fail("A rule asks for a rebuild that the target does not have");
}

/** Every type the target has: without loss of kind, so a list where there are no lists is left out. */
function sampleTypes(target: Target): ColumnType[] {
  return [
    ...simpleTypeKinds.map((kind): ColumnType => ({ kind })),
    { kind: "string" }, { kind: "string", length: 40 }, { kind: "char", length: 3 }, { kind: "decimal" }, { kind: "decimal", precision: 12, scale: 3 }, { kind: "decimal", precision: 5 },
    { kind: "time" }, { kind: "time", precision: 2 }, { kind: "timestamp" }, { kind: "timestamp", precision: 0 }, { kind: "timestamptz" }, { kind: "timestamptz", precision: 6 },
    ...(target.capabilities.arrays ? [{ kind: "array", of: { kind: "int32" } } satisfies ColumnType, { kind: "array", of: { kind: "string", length: 5 } } satisfies ColumnType] : []),
  ];
}

interface MemberCase {
  readonly what: string;
  /** The schema's table without the member. */
  readonly without: (table: Table) => Table;
  readonly change: { readonly table: string; create(table: Table, context: RuleContext): Alteration; drop(table: Table, context: RuleContext): Alteration };
}

/** One member of each kind of the sample's child table. */
function memberCases(target: Target): MemberCase[] {
  const child = sampleSchema(target).tables.find((table) => table.id === "child") ?? expect.fail("the sample has a child");
  const take = <T>(list: readonly T[]): T => list.at(-1) ?? expect.fail("the sample has one of each kind");
  const only = (change: (table: Table) => Table) => (table: Table): Table => (table.id === child.id ? change(table) : table);
  const of = <T>(rules: MemberRules<T>, member: T): MemberCase["change"] => ({
    table: child.id, create: (table, context) => rules.create(member, table, context), drop: (table, context) => rules.drop(member, table, context),
  });
  const { rules } = target;
  return [
    { what: "a column", change: of(rules.column, take(child.columns)), without: only((table) => ({ ...table, columns: table.columns.slice(0, -1) })) },
    { what: "a unique key", change: of(rules.unique, take(child.uniques)), without: only((table) => ({ ...table, uniques: table.uniques.slice(0, -1) })) },
    { what: "a foreign key", change: of(rules.foreignKey, take(child.foreignKeys)), without: only((table) => ({ ...table, foreignKeys: table.foreignKeys.slice(0, -1) })) },
    { what: "a check", change: of(rules.check, take(child.checks)), without: only((table) => ({ ...table, checks: table.checks.slice(0, -1) })) },
    { what: "an index", change: of(rules.index, take(child.indexes)), without: only((table) => ({ ...table, indexes: table.indexes.slice(0, -1) })) },
  ];
}
