import { afterAll, expect, test } from "vitest";
import { adoptFolder } from "../../import/migrations-folder/replay";
import { sharedSandboxes } from "../../sandbox/testing/shared";
import { postgresql } from "../../targets/postgresql";
import { exportMigrations, migrationTools } from "./index";

const sandboxes = sharedSandboxes();
afterAll(() => sandboxes.close());

test.each(migrationTools.map((tool) => [tool.id, tool] as const))("as Strata writes it for %s, it makes the same schema (PostgreSQL)", async (id, tool) => {
  const released = [
    { name: "001_a.sql", content: "-- +migrate Up\nCREATE TYPE mood AS ENUM ('sad', 'ok;');\nCREATE TABLE a (id integer PRIMARY KEY, m mood NOT NULL DEFAULT 'ok;');\n-- +migrate StatementBegin\nCREATE FUNCTION f() RETURNS integer LANGUAGE plpgsql AS $$\nBEGIN\n  RETURN 1; -- one;\nEND\n$$;\n-- +migrate StatementEnd\n-- +migrate Down\nDROP FUNCTION f();\nDROP TABLE a;\nDROP TYPE mood;\n" },
    { name: "002_b.sql", content: "-- +migrate Up notransaction\nCREATE INDEX CONCURRENTLY a_m ON a (m);\nCREATE INDEX CONCURRENTLY a_m2 ON a (m, id);\n-- +migrate Down notransaction\nDROP INDEX a_m2;\nDROP INDEX a_m;\n" },
  ];
  const files = exportMigrations(tool, released, postgresql.capabilities).files.map(({ path, text }) => ({ path, text }));
  const adopted = await adoptFolder({ target: postgresql, files }, sandboxes);
  if (!adopted.ok) throw new Error(JSON.stringify(adopted.diagnostics));
  expect(adopted.value.tool.id).toBe(id);
  expect(adopted.value.diagnostics).toEqual([]);
  expect(adopted.value.schema.tables.map((table) => [table.name, table.indexes.map(({ name }) => name)])).toEqual([["a", ["a_m", "a_m2"]]]);
  expect(adopted.value.schema.enums.map(({ values }) => values)).toEqual([["sad", "ok;"]]);
  expect(adopted.value.schema.objects.map(({ kind }) => kind)).toEqual(["function"]);
});
