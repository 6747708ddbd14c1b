import { afterAll, describe, expect, it, test } from "vitest";
import { diffSchemas } from "../diff";
import { schema, table } from "../diff/testing/schemas";
import type { Column, Schema } from "../model";
import { proposeEvolutions } from "../plan";
import { openSandbox, type Sandbox } from "../sandbox";
import { postgresql } from "../targets/postgresql";
import { sqlite } from "../targets/sqlite";
import type { Target } from "../targets/target";
import type { PlannedEvolution } from "./design";
import { ReleaseSeries } from "./testing/releases";

let engine: Promise<Sandbox> | undefined;
async function pglite(): Promise<Sandbox> {
  const opened = await (engine ??= openSandbox("postgresql"));
  await opened.reset();
  return { ...opened, close: async () => undefined };
}
afterAll(async () => (await engine)?.close());

const keyed = (name: string, columns: readonly string[]) => table(name, columns, { primaryKey: { id: `pk ${name}`, name: `${name}_pkey`, columns: [`table ${name} id`] } });
const plain = keyed("users", ["id:int64", "name", "email"]);
const users = { ...plain, columns: plain.columns.map((column) => ({ ...column, nullable: column.name === "email" })) };
const renamed = (from: Schema, column: string, to: string): Schema => changed(from, column, (old) => ({ ...old, name: to }));
function changed(from: Schema, column: string, change: (column: Column) => Column): Schema {
  return { ...from, tables: from.tables.map((each) => ({ ...each, columns: each.columns.map((old) => (old.id === column ? change(old) : old)) })) };
}
const rename: PlannedEvolution = { id: "e1", kind: "rename-column", subject: { table: "table users", column: "table users name" }, answers: {}, held: false, abandoned: false };

/** A first release of users; then the design names the column anew. */
function started(target: Target = postgresql): ReleaseSeries {
  const series = new ReleaseSeries(target);
  series.design = schema(users);
  series.release();
  series.design = renamed(series.design, "table users name", "full_name");
  series.evolutions = [rename];
  return series;
}
const kinds = (series: ReleaseSeries): (string | undefined)[] => series.pending().evolutions.map(({ phase }) => phase?.kind);

describe("a change in phases", () => {
  it.each([postgresql, sqlite])("goes one phase on with each release, and ends with the design as it is drawn: $label", (target) => {
    const series = started(target);
    const seen: (string | undefined)[] = [];
    let data = 0;
    for (let release = 0; release < 8; release++) {
      const [state] = series.pending().evolutions;
      if (state === undefined) break;
      if (state.waits === "checkpoint") {
        seen.push("switch code");
        series.confirm("e1", state.checkpoint?.phase ?? "");
        continue;
      }
      seen.push(state.phase?.kind);
      data += series.release().dataMigrations.length;
    }
    // SQLite cannot add NOT NULL beside running writers, so it has nothing to constrain before the contraction.
    expect(seen.filter((kind) => kind !== "constrain" || target !== sqlite)).toEqual(["expand", "backfill", ...(target === sqlite ? [] : ["constrain"]), "switch code", "contract"]);
    expect(data).toBeGreaterThan(0);
    expect(diffSchemas(series.released?.schema ?? schema(), series.design).differences).toEqual([]);
    expect(series.pending()).toMatchObject({ migrations: [], dataMigrations: [], evolutions: [], plan: { changes: [] } });
    expect(series.released?.evolutions).toMatchObject([{ id: "e1", ended: { how: "done" } }]);
  });

  it("is not in the direct plan, neither when it begins nor on the way", () => {
    const series = started();
    for (let release = 0; release < 3; release++) {
      expect(series.pending().plan.changes).toEqual([]);
      series.release();
    }
    expect(series.pending()).toMatchObject({ migrations: [], plan: { changes: [] } });
  });

  it("leaves other changes to the direct plan, before and while it is under way", () => {
    const series = started();
    series.design = { ...series.design, tables: [...series.design.tables, keyed("teams", ["id:int64"])] };
    expect(series.pending().plan.changes.map(({ title }) => title)).toEqual(["Add table teams"]);
    series.release();
    series.design = changed(series.design, "table users email", (old) => ({ ...old, name: "mail" }));
    expect(series.pending().plan.changes.map(({ title }) => title)).toEqual(["Rename column users.email to mail"]);
    for (let release = 0; release < 3; release++) series.release();
    series.confirm("e1", series.pending().evolutions[0]?.checkpoint?.phase ?? "");
    series.release();
    expect(diffSchemas(series.released?.schema ?? schema(), series.design).differences).toEqual([]);
  });

  it("does not contract before its checkpoint is confirmed, and says what is to be confirmed", () => {
    const series = started();
    for (let release = 0; release < 3; release++) series.release();
    const [state] = series.pending().evolutions;
    expect(state).toMatchObject({ waits: "checkpoint", checkpoint: { confirm: expect.stringContaining("name"), application: expect.arrayContaining([expect.any(String)]) } });
    expect(series.pending().migrations).toEqual([]);
    series.confirm("e1", "some other phase");
    expect(series.pending().migrations).toEqual([]);
    series.confirm("e1", state?.checkpoint?.phase ?? "");
    expect(kinds(series)).toEqual(["contract"]);
  });

  it("asserts in the contract migration itself that no row is left", () => {
    const series = started();
    for (let release = 0; release < 3; release++) series.release();
    series.confirm("e1", series.pending().evolutions[0]?.checkpoint?.phase ?? "");
    const { phase } = series.pending().evolutions[0] ?? {};
    expect(phase).toMatchObject({ kind: "contract", asserts: [{ query: expect.any(String) }] });
    expect(series.pending().migrations[0]?.file.content).toContain(phase?.asserts[0]?.query ?? "no query");
  });

  it("stays where it is while it is held, and the direct plan stays away from it", () => {
    const series = started();
    series.release();
    series.evolutions = [{ ...rename, held: true }];
    expect(series.pending()).toMatchObject({ migrations: [], dataMigrations: [], plan: { changes: [] }, evolutions: [{ waits: "held", reached: 1 }] });
    series.evolutions = [rename];
    expect(kinds(series)).toEqual(["backfill"]);
  });

  it("goes on when its record is gone from the design: releases say what is under way", () => {
    const series = started();
    series.release();
    series.evolutions = [];
    expect(kinds(series)).toEqual(["backfill"]);
  });

  it("goes back down as a new migration when it is abandoned, and may be begun again", () => {
    const series = started();
    const before = series.released?.schema;
    series.release();
    series.release();
    series.evolutions = [{ ...rename, abandoned: true }];
    const pending = series.release();
    expect(pending.evolutions).toMatchObject([{ abandoned: true }]);
    expect(pending.migrations.length).toBeGreaterThan(0);
    expect(diffSchemas(pending.goal, before ?? schema()).differences).toEqual([]);
    // The design still asks for it: now it is a direct change again, or a new one in phases.
    expect(series.pending().plan.changes).toMatchObject([{ verb: "rename" }]);
    series.evolutions = [...series.evolutions, { ...rename, id: "e2" }];
    expect(kinds(series)).toEqual(["expand"]);
  });

  it("refuses a second one of the same change, and one of a kind that is not known", () => {
    const series = started();
    series.evolutions = [rename, { ...rename, id: "e2" }, { ...rename, id: "e3", kind: "turn-around" }];
    expect(series.pending().diagnostics.map(({ code, severity }) => `${severity} ${code}`)).toEqual(["error evolution-carried-twice", "error evolution-unknown"]);
  });

  it("says when there is nothing left for it to carry", () => {
    const series = started();
    series.design = schema(users);
    expect(series.pending()).toMatchObject({ migrations: [], diagnostics: [{ code: "evolution-carries-nothing", severity: "warning" }] });
  });

  it("forbids releasing with answers that it cannot be built from, so that the change is not made directly by mistake", () => {
    const series = new ReleaseSeries(postgresql);
    series.design = schema(users);
    series.release();
    series.design = changed(series.design, "table users email", (old) => ({ ...old, type: { kind: "int64" } }));
    const [proposal] = proposeEvolutions({ target: postgresql, version: "18", base: series.released?.schema ?? schema(), goal: series.design }).filter(({ kind }) => kind === "change-type");
    const field = proposal?.fields.find(({ form }) => form === "name")?.id ?? "";
    series.evolutions = [{ ...rename, kind: "change-type", subject: proposal?.subject ?? {}, answers: { [field]: "name" } }];
    expect(series.pending().diagnostics).toMatchObject([{ severity: "error" }]);
    expect(() => series.release()).toThrow();
  });
});

test("every release of a change in phases passes its proof on PostgreSQL, and so does taking it back", async () => {
  const series = started();
  const prove = async (): Promise<void> => {
    const proof = await series.prove(series.pending(), pglite);
    expect([proof.diagnostics.filter(({ severity }) => severity === "error"), proof.passed]).toEqual([[], true]);
    series.release();
  };
  await prove();
  series.design = { ...series.design, tables: [...series.design.tables, keyed("teams", ["id:int64"])] };
  await prove();
  await prove();
  expect(series.pending().evolutions).toMatchObject([{ waits: "checkpoint" }]);
  const back = started();
  back.release();
  back.release();
  back.evolutions = [{ ...rename, abandoned: true }];
  const proof = await back.prove(back.pending(), pglite);
  expect([proof.diagnostics.filter(({ severity }) => severity === "error"), proof.passed]).toEqual([[], true]);
  series.confirm("e1", series.pending().evolutions[0]?.checkpoint?.phase ?? "");
  await prove();
  expect(diffSchemas(series.released?.schema ?? schema(), series.design).differences).toEqual([]);
}, 60_000);
