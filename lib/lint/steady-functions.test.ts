import { expect, test } from "vitest";
import { openSandbox } from "../sandbox";
import { steadyNames } from "./steady-functions";

test("functions held for steady are nowhere volatile in the engine", async () => {
  const sandbox = await openSandbox("postgresql");
  const rows = await sandbox.query(`SELECT DISTINCT proname AS name FROM pg_catalog.pg_proc WHERE provolatile = 'v' AND pronamespace = 'pg_catalog'::regnamespace`);
  await sandbox.close();
  const names = new Set(rows.map((row) => String(row["name"])));
  expect(steadyNames.filter((name) => names.has(name))).toEqual([]);
});
