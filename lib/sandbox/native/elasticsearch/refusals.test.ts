import { describe, expect, it } from "vitest";
import type { JsonValue } from "../../../model";
import type { NativeSandbox } from "../native-sandbox";
import { openElasticsearch } from "./index";

const command = (method: string, path: string, body?: JsonValue): string => JSON.stringify({ method, path, ...(body === undefined ? {} : { body }) });
const index = (name: string, properties: JsonValue, settings: JsonValue = {}): string => command("PUT", `/${name}`, { settings, mappings: { dynamic: "strict", properties } });

async function ran(...commands: readonly string[]): Promise<NativeSandbox> {
  const sandbox = await openElasticsearch("9");
  for (const one of commands) expect(await sandbox.run(one)).toMatchObject({ ok: true });
  return sandbox;
}

describe("what Elasticsearch refuses", () => {
  const cases: readonly (readonly [what: string, before: readonly string[], refused: string, message: string])[] = [
    ["an unknown field type", [], index("a", { x: { type: "keyvord" } }), "does not exist"],
    ["an unknown parameter", [], index("a", { x: { type: "keyword", analyzer: "english" } }), "unknown parameter [analyzer]"],
    ["a scaled_float without its factor", [], index("a", { x: { type: "scaled_float" } }), "scaling_factor"],
    ["an analyzer that nobody defined", [], index("a", { x: { type: "text", analyzer: "mine" } }), "has not been configured"],
    ["a filter that does not exist", [], index("a", {}, { analysis: { analyzer: { mine: { type: "custom", tokenizer: "standard", filter: ["lowercas"] } } } }), "failed to find filter"],
    ["an alias field to nowhere", [], index("a", { x: { type: "alias", path: "y" } }), "must refer to an existing field"],
    ["more than 1000 fields", [], index("a", Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`f${i}`, { type: "long" }]))), "Limit of total fields"],
    ["an upper-case name", [], index("Products", {}), "must be lowercase"],
    ["a name of more than 255 bytes", [], index("x".repeat(256), {}), "too long"],
    ["an index that is there", [index("a", {})], index("a", {}), "already exists"],
    ["an unknown setting", [], index("a", {}, { number_of_shard: 1 }), "unknown setting"],
    ["another type for a field", [index("a", { x: { type: "integer" } })], command("PUT", "/a/_mapping", { properties: { x: { type: "long" } } }), "cannot be changed from type [integer] to [long]"],
    ["another analyzer for a field", [index("a", { x: { type: "text" } })], command("PUT", "/a/_mapping", { properties: { x: { type: "text", analyzer: "english" } } }), "Cannot update parameter [analyzer]"],
    ["an object that becomes nested", [index("a", { x: { type: "object", properties: {} } })], command("PUT", "/a/_mapping", { properties: { x: { type: "nested" } } }), "can't merge"],
    ["more shards later", [index("a", {})], command("PUT", "/a/_settings", { index: { number_of_shards: 3 } }), "non dynamic"],
    ["a field that is not drawn", [index("a", { x: { type: "long" } })], command("PUT", "/a/_doc/1", { y: 1 }), "mapping set to strict"],
    ["a number that does not fit", [index("a", { x: { type: "integer" } })], command("PUT", "/a/_doc/1", { x: 3_000_000_000 }), "of type [integer]"],
    ["a date that is none", [index("a", { x: { type: "date", format: "strict_date" } })], command("PUT", "/a/_doc/1", { x: "2026-02-30" }), "of type [date]"],
    ["a keyword of more than 32,766 bytes", [index("a", { x: { type: "keyword" } })], command("PUT", "/a/_doc/1", { x: "y".repeat(32_767) }), "immense term"],
    ["a vector of another length", [index("a", { x: { type: "dense_vector", dims: 2 } })], command("PUT", "/a/_doc/1", { x: [1, 2, 3] }), "different number of dimensions"],
    ["removing an alias that is not there, with must_exist", [index("a", {})], command("POST", "/_aliases", { actions: [{ remove: { index: "a", alias: "z", must_exist: true } }] }), "does not exist"],
    ["two write indexes of one alias", [index("a", {}), index("b", {}), command("POST", "/_aliases", { actions: [{ add: { index: "a", alias: "z", is_write_index: true } }] })], command("POST", "/_aliases", { actions: [{ add: { index: "b", alias: "z", is_write_index: true } }] }), "more than one write index"],
    ["an alias called like an index", [index("a", {}), index("b", {})], command("POST", "/_aliases", { actions: [{ add: { index: "a", alias: "b" } }] }), "same name"],
    ["deleting by an alias", [index("a", {}), command("POST", "/_aliases", { actions: [{ add: { index: "a", alias: "z" } }] })], command("DELETE", "/z"), "matches an alias"],
    ["a data stream without a template", [], command("PUT", "/_data_stream/logs"), "no matching index template"],
    ["deleting a template in use by a data stream", [command("PUT", "/_index_template/m", { index_patterns: ["m"], data_stream: {} }), command("PUT", "/_data_stream/m")], command("DELETE", "/_index_template/m"), "in use by a data streams"],
    ["a second template for the same names", [command("PUT", "/_index_template/m", { index_patterns: ["m*"], priority: 501 })], command("PUT", "/_index_template/n", { index_patterns: ["m-v1"], priority: 501 }), "same priority"],
    ["an unknown key of a template", [], command("PUT", "/_index_template/m", { index_pattern: ["m"] }), "unknown field"],
    ["changing a document of a data stream", [command("PUT", "/_index_template/m", { index_patterns: ["m"], data_stream: {} }), command("PUT", "/_data_stream/m")], command("PUT", "/m/_doc/1", { "@timestamp": "2026-11-24T10:00:00Z" }), "op_type of create"],
    ["a document of a data stream without its time", [command("PUT", "/_index_template/m", { index_patterns: ["m"], data_stream: {} }), command("PUT", "/_data_stream/m")], command("POST", "/m/_doc", { a: 1 }), "@timestamp"],
    ["an unknown action of a policy", [], command("PUT", "/_ilm/policy/p", { policy: { phases: { hot: { actions: { roll: {} } } } } }), "invalid action"],
    ["reindexing a document that the new mapping does not take", [index("a", { x: { type: "keyword" } }), index("b", { x: { type: "long" } }), command("PUT", "/a/_doc/1", { x: "many" })], command("POST", "/_reindex", { source: { index: "a" }, dest: { index: "b" } }), "of type [long]"],
    ["a path that is none", [], command("PUT", "/_nothing/x"), "no handler"],
    ["what is no command", [], "PUT /x", "not JSON"],
  ];
  for (const [what, before, refused, message] of cases) {
    it(what, async () => {
      const sandbox = await ran(...before);
      const kept = JSON.stringify(await sandbox.catalog());
      expect(await sandbox.run(refused)).toMatchObject({ ok: false, message: expect.stringContaining(message) });
      expect(JSON.stringify(await sandbox.catalog())).toBe(kept);
    });
  }

  it("changes aliases all or not at all", async () => {
    const sandbox = await ran(index("a", {}), index("b", {}), command("POST", "/_aliases", { actions: [{ add: { index: "a", alias: "z", is_write_index: true } }] }));
    const kept = await sandbox.catalog();
    expect(await sandbox.run(command("POST", "/_aliases", { actions: [{ remove: { index: "a", alias: "z" } }, { add: { index: "c", alias: "z" } }] }))).toMatchObject({ ok: false });
    expect(await sandbox.catalog()).toEqual(kept);
  });

  it("lets two fields change names with each other in a copy", async () => {
    const sandbox = await ran(index("a", { x: { type: "long" }, y: { type: "long" } }), index("b", { x: { type: "long" }, y: { type: "long" } }), command("PUT", "/a/_doc/1", { x: 1, y: 2 }));
    const parts = [{ path: null, renamed: [{ from: "x", to: "y" }, { from: "y", to: "x" }], removed: [], defaults: [] }];
    expect(await sandbox.run(command("POST", "/_reindex", { source: { index: "a" }, dest: { index: "b", op_type: "create" }, conflicts: "proceed", script: { params: { parts } } }))).toMatchObject({ ok: true });
    expect(await sandbox.contents()).toMatchObject({ b: { "1": { x: 2, y: 1 } } });
  });
});
