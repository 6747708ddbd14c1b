import { describe, expect, it } from "vitest";
import { schema, table } from "../diff/testing/schemas";
import type { Schema, Table } from "../model";
import { openSandbox } from "../sandbox";
import { postgresql } from "../targets/postgresql";
import { roundTrip } from "./testing/round-trip";

/** Keys without names, as DBML has them: the engine calls them after the table and its columns. */
function shop(users: string, mail: string): Schema {
  const named = (made: Table, name: string): Table => ({ ...made, name, columns: made.columns.map((column) => (column.name === "email" ? { ...column, name: mail } : column)) });
  const owners = table("users", ["id:int64", "email"], {
    checks: [
      { id: "check 1", expression: `length(${mail}) > 3` }, { id: "check 2", expression: `${mail} <> 'email'::text` }, { id: "check 3", expression: `id > 0 OR ${mail} = 'x'` }, { id: "check 4", expression: "EXTRACT(year FROM now()) > 0" },
    ],
    primaryKey: { id: "pk users", columns: ["table users id"] }, uniques: [{ id: "unique users", columns: ["table users email"] }],
  });
  const posts = table("posts", ["id:int64", "users_id:int64"], {
    primaryKey: { id: "pk posts", columns: ["table posts id"] },
    foreignKeys: [{ id: "fk", columns: ["table posts users_id"], referencedTable: "table users", referencedColumns: ["table users id"], onDelete: "no action", onUpdate: "no action" }],
  });
  return schema(named(owners, users), posts);
}

describe("keys and checks without names of their own", () => {
  it.each([
    ["a table", shop("people", "email")], ["a column", shop("users", "mail")], ["both", shop("people", "mail")],
  ])("are called as the engine would call them when %s is renamed, and back", async (_, goal) => {
    const sandbox = await openSandbox("postgresql");
    try {
      expect(await roundTrip(postgresql, sandbox, shop("users", "email"), goal)).toEqual([]);
    } finally {
      await sandbox.close();
    }
  });

  it("come and go while others of their kind stay", async () => {
    const sandbox = await openSandbox("postgresql");
    const without = (made: Schema, ...ids: string[]): Schema => ({ ...made, tables: made.tables.map((one) => ({ ...one, checks: one.checks.filter(({ id }) => !ids.includes(id)) })) });
    try {
      const whole = shop("users", "email");
      expect(await roundTrip(postgresql, sandbox, whole, without(whole, "check 1", "check 4"))).toEqual([]);
      expect(await roundTrip(postgresql, sandbox, without(whole, "check 4"), without(shop("people", "mail"), "check 1"))).toEqual([]);
    } finally {
      await sandbox.close();
    }
  });
});
