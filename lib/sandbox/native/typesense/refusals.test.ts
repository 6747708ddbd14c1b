import { describe, expect, it } from "vitest";
import type { JsonValue } from "../../../model";
import type { NativeSandbox } from "../native-sandbox";
import { openTypesense } from "./index";

const command = (method: string, path: string, body?: JsonValue): string => JSON.stringify({ method, path, ...(body === undefined ? {} : { body }) });
const collection = (fields: readonly JsonValue[], more: Readonly<Record<string, JsonValue>> = {}, name = "a"): string => command("POST", "/collections", { name, fields: [...fields], ...more });
const title = { name: "title", type: "string" };

async function ran(...commands: readonly string[]): Promise<NativeSandbox> {
  const sandbox = await openTypesense("30");
  for (const one of commands) expect(await sandbox.run(one)).toMatchObject({ ok: true });
  return sandbox;
}

describe("what Typesense refuses", () => {
  const cases: readonly (readonly [what: string, before: readonly string[], refused: string, message: string])[] = [
    ["a type that is none", [], collection([{ name: "x", type: "strng" }]), "invalid data type"],
    ["a field without a type", [], collection([{ name: "x" }]), "invalid data type"],
    ["no fields", [], collection([]), "`fields`"],
    ["two fields of one name", [], collection([title, title]), "duplicate field names"],
    ["an unindexed field that is required", [], collection([{ name: "x", type: "string", index: false }]), "must be optional"],
    ["an object without nested fields", [], collection([{ name: "x", type: "object" }]), "enable_nested_fields"],
    ["sorting by a list", [], collection([{ name: "x", type: "string[]", sort: true }]), "cannot be sortable"],
    ["a range index on text", [], collection([{ name: "x", type: "string", range_index: true }]), "range_index"],
    ["dimensions of what is no vector", [], collection([{ name: "x", type: "float", num_dim: 3 }]), "num_dim"],
    ["stems of numbers", [], collection([{ name: "x", type: "int32", stem: true }]), "stem"],
    ["a reference to no field", [], collection([{ name: "x", type: "string", reference: "users" }]), "Invalid reference"],
    ["ranking by an optional field", [], collection([{ name: "x", type: "int32", optional: true }], { default_sorting_field: "x" }), "cannot be an optional field"],
    ["ranking by text", [], collection([title], { default_sorting_field: "title" }), "not a sortable type"],
    ["ranking by a field that is not there", [], collection([title], { default_sorting_field: "x" }), "not found in the schema"],
    ["a separator of two letters", [], collection([title], { token_separators: ["--"] }), "character symbols"],
    ["a collection that is there", [collection([title])], collection([title]), "already exists"],
    ["an alias called like a collection", [collection([title])], command("PUT", "/aliases/a", { collection_name: "a" }), "conflicts"],
    ["an alias to nowhere", [], command("PUT", "/aliases/a", { collection_name: "b" }), "No collection"],
    ["adding a field that is there", [collection([title])], command("PATCH", "/collections/a", { fields: [title] }), "already part of the schema"],
    ["dropping a field that is not there", [collection([title])], command("PATCH", "/collections/a", { fields: [{ name: "x", drop: true }] }), "not part of collection schema"],
    ["altering id", [collection([title])], command("PATCH", "/collections/a", { fields: [{ name: "id", drop: true }] }), "cannot be altered"],
    ["adding a reference later", [collection([title])], command("PATCH", "/collections/a", { fields: [{ name: "x", type: "string", optional: true, reference: "b.id" }] }), "not supported"],
    ["another name for a collection", [collection([title])], command("PATCH", "/collections/a", { fields: [], name: "b" }), "`fields`"],
    ["a required field that documents lack", [collection([title]), command("POST", "/collections/a/documents", { id: "1", title: "t" })], command("PATCH", "/collections/a", { fields: [{ name: "x", type: "int32" }] }), "not found in the document"],
    ["a document without a required field", [collection([title])], command("POST", "/collections/a/documents", { id: "1" }), "not found in the document"],
    ["text where a number is", [collection([{ name: "x", type: "int32" }])], command("POST", "/collections/a/documents", { x: "many" }), "must be an int32"],
    ["a number that does not fit", [collection([{ name: "x", type: "int32" }])], command("POST", "/collections/a/documents", { x: 3_000_000_000 }), "must be an int32"],
    ["an id that is no text", [collection([title])], command("POST", "/collections/a/documents", { id: 1, title: "t" }), "should be a string"],
    ["a document that is there", [collection([title]), command("POST", "/collections/a/documents", { id: "1", title: "t" })], command("POST", "/collections/a/documents", { id: "1", title: "t" }), "already exists"],
    ["a reference to a document that is not there", [collection([title]), collection([{ name: "x", type: "string", reference: "a.id" }], {}, "b")], command("POST", "/collections/b/documents", { x: "9" }), "not found in the collection"],
    ["deleting everything without saying so", [collection([title])], command("DELETE", "/collections/a/documents"), "truncate"],
    ["a path that is none", [], command("PUT", "/collections/a/synonym", {}), "Not Found"],
  ];
  for (const [what, before, refused, message] of cases) {
    it(what, async () => {
      const sandbox = await ran(...before);
      const kept = JSON.stringify([await sandbox.catalog(), await sandbox.contents()]);
      expect(await sandbox.run(refused)).toMatchObject({ ok: false, message: expect.stringContaining(message) });
      expect(JSON.stringify([await sandbox.catalog(), await sandbox.contents()])).toBe(kept);
    });
  }

  it("curation sets before version 30", async () => {
    const sandbox = await openTypesense("29");
    expect(await sandbox.run(collection([title], { synonym_sets: ["s"] }))).toMatchObject({ ok: false });
    expect(await (await openTypesense("30")).run(collection([title], { synonym_sets: ["s"] }))).toMatchObject({ ok: true });
  });

  it("keeps what is not in the schema, and looks into lists of objects", async () => {
    const sandbox = await ran(collection([{ name: "lines.amount", type: "int32[]", optional: true }], { enable_nested_fields: true }), command("POST", "/collections/a/documents", { id: "1", lines: [{ amount: 1 }, { amount: 2 }], note: "kept" }));
    expect(await sandbox.contents()).toMatchObject({ a: { "1": { note: "kept" } } });
    expect(await sandbox.run(command("POST", "/collections/a/documents", { id: "2", lines: [{ amount: "x" }] }))).toMatchObject({ ok: false });
  });
});
