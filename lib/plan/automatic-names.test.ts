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
    primaryKey: { id: "pk users", columns: ["table users id"] }, uniques: [{ id: "unique users", columns: ["table users email"] }],
  });
  const posts = table("posts", ["id:int64", "users_id:int64"], {
    primaryKey: { id: "pk posts", columns: ["table posts id"] },
    foreignKeys: [{ id: "fk", columns: ["table posts users_id"], referencedTable: "table users", referencedColumns: ["table users id"], onDelete: "no action", onUpdate: "no action" }],
  });
  return schema(named(owners, users), posts);
}

describe("keys without names of their own", () => {
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
});
