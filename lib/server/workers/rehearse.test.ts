import { expect, it } from "vitest";
import { importText, type OpenSandbox } from "../../import";
import { openSandbox } from "../../sandbox";
import { findTarget } from "../../targets/registry";
import { rehearse, sampleSchema } from "./rehearse";

it.each(["postgresql", "sqlite"] as const)("imports something whole on %s, so that all of the way is walked", async (id) => {
  const target = findTarget(id) ?? expect.fail("no target");
  const engine = await openSandbox(id);
  const texts: string[] = [];
  const open: OpenSandbox = async () => ({ ...engine, query: engine.query, run: (sql) => { texts.push(sql); return engine.run(sql); }, close: async () => undefined });
  await rehearse(target, open);
  expect((await engine.introspect()).schema.tables).toHaveLength(sampleSchema().tables.length);
  await engine.reset();
  const result = await importText({ format: "sql", target, text: target.createSchema(sampleSchema()).map(({ sql }) => `${sql};`).join("\n") }, { openSandbox: open });
  expect(result.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  await engine.close();
});
