import { describe, expect, it } from "vitest";
import { isJsonObject, type JsonObject } from "../../model";
import { checkTypes, clientPackage } from "../native/testing/check-types";
import { shop, shopVersion2 } from "../native/testing/shop";
import { library, libraryEvolutions } from "../../sandbox/native/testing/library";
import { elasticsearch } from "./index";

/** 31 MB, so it does not come with Strata: `npm i @elastic/elasticsearch` in a folder that STRATA_TOOLS names. */
const client = clientPackage("@elastic/elasticsearch");
const check = (values: ReadonlyMap<string, string>): string => (client === undefined ? "" : checkTypes("@elastic/elasticsearch", client, 'import type { estypes } from "@elastic/elasticsearch";', new Map([...values].map(([value, type]) => [value, `estypes.${type}`]))));

/** Which request type of the client a command is. */
const kinds: readonly (readonly [pattern: RegExp, type: string, named?: string])[] = [
  [/^PUT \/_index_template\//, "IndicesPutIndexTemplateRequest", "name"], [/^PUT \/_ilm\/policy\//, "IlmPutLifecycleRequest", "name"], [/^POST \/_aliases/, "IndicesUpdateAliasesRequest"],
  [/^POST \/_reindex/, "ReindexRequest"], [/^PUT \/[^/]+\/_mapping/, "IndicesPutMappingRequest", "index"], [/^PUT \/[^/]+\/_settings/, "IndicesPutSettingsRequest", "index"],
  [/_update_by_query/, "UpdateByQueryRequest", "index"], [/_delete_by_query/, "DeleteByQueryRequest", "index"],
];

describe.skipIf(client === undefined)(`requests by the types of @elastic/elasticsearch${client !== undefined ? "" : " (STRATA_TOOLS names no folder with it)"}`, () => {
  it("are what the client takes, in every option of every decision; and a wrong one is not", () => {
    const sources = new Map<string, string>();
    const { native } = elasticsearch;
    if (native === undefined) throw new Error("Elasticsearch has no native facility");
    const first = native.map({ ...shop, choices: new Map(), version: "9" });
    const second = native.map({ ...shopVersion2, choices: new Map(), version: "9", released: first.model });
    const plans = [native.migrate(undefined, first.model), native.migrate(first.model, second.model)];
    for (const { about, choice, chosen, options } of first.decisions) {
      for (const option of options) if (option.id !== chosen) plans.push(native.migrate(first.model, native.map({ ...shop, choices: new Map([[about, { [choice]: option.id }]]), version: "9", released: first.model }).model));
    }
    const books = native.map({ ...library, choices: new Map(), version: "9" });
    for (const { to } of Object.values(libraryEvolutions)) plans.push(native.migrate(books.model, native.map({ ...to, choices: new Map(), version: "9", released: books.model }).model));
    for (const { migrations } of plans) for (const { steps, data } of migrations) for (const command of [...steps.flatMap(({ up, down }) => [...up, ...down]), ...data?.commands ?? [], ...data?.undo ?? []]) add(command);
    for (const { path, content } of [first, books].flatMap(({ model }) => native.artefacts(model))) {
      if (!path.startsWith("searches/")) continue;
      const { index, body }: { index: string; body: JsonObject } = JSON.parse(content);
      sources.set(JSON.stringify({ index, ...body }), "SearchRequest");
    }
    expect(sources.size).toBeGreaterThan(100);
    expect(check(sources)).toBe("");
    expect(check(new Map([[JSON.stringify({ name: "x", index_patterns: ["x"], template: { mappings: { properties: { a: { type: "keyvord" } } } } }), "IndicesPutIndexTemplateRequest"]]))).toContain("keyvord");

    function add(command: string): void {
      const { method, path, body }: { method: string; path: string; body?: JsonObject } = JSON.parse(command);
      const kind = kinds.find(([pattern]) => pattern.test(`${method} ${path}`));
      if (kind === undefined || !isJsonObject(body)) return;
      sources.set(JSON.stringify({ ...(kind[2] === undefined ? {} : { [kind[2]]: "x" }), ...(kind[1] === "IndicesPutSettingsRequest" ? { settings: body } : body) }), kind[1]);
    }
  }, 120_000);
});
