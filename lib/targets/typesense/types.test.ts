import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../model";
import { library, libraryEvolutions } from "../../sandbox/native/testing/library";
import { checkTypes, clientPackage } from "../native/testing/check-types";
import { shop, shopVersion2 } from "../native/testing/shop";
import { typesense } from "./index";

/** 9 MB, so it does not come with Strata: `npm i typesense` in a folder that STRATA_TOOLS names. */
const client = clientPackage("typesense");
const imports = [
  'import type { CollectionCreateSchema } from "typesense/lib/Typesense/Collections.js";',
  'import type { CollectionFieldSchema, CollectionUpdateSchema } from "typesense/lib/Typesense/Collection.js";',
  'import type { SearchParams } from "typesense/lib/Typesense/Types.js";',
  // The client lets any further property through; what is not named there would go unnoticed.
  "type Known<T> = { [K in keyof T as string extends K ? never : K]: T[K] };",
  "type Field = Known<CollectionFieldSchema> & { reference?: string; async_reference?: boolean };",
  'type Create = Omit<CollectionCreateSchema<{}>, "fields"> & { fields: Field[] };',
  "type Update = { fields?: (Field | { name: string; drop: true })[] } & Pick<CollectionUpdateSchema, \"metadata\">;",
].join("\n");

describe.skipIf(client === undefined)(`requests by the types of typesense${client !== undefined ? "" : " (STRATA_TOOLS names no folder with it)"}`, () => {
  it("are what the client takes, in every option of every decision; and a wrong one is not", () => {
    const { native } = typesense;
    if (native === undefined || client === undefined) throw new Error("Typesense has no native facility");
    const values = new Map<string, string>();
    const first = native.map({ ...shop, choices: new Map(), version: "30" });
    const books = native.map({ ...library, choices: new Map(), version: "30" });
    const plans = [native.migrate(undefined, first.model), native.migrate(undefined, books.model), native.migrate(first.model, native.map({ ...shopVersion2, choices: new Map(), version: "30", released: first.model }).model)];
    for (const { about, choice, chosen, options } of first.decisions) {
      for (const option of options) if (option.id !== chosen) plans.push(native.migrate(first.model, native.map({ ...shop, choices: new Map([[about, { [choice]: option.id, changes: "patch" }], ["products", { changes: "patch" }]]), version: "30", released: first.model }).model));
    }
    for (const { to } of Object.values(libraryEvolutions)) plans.push(native.migrate(books.model, native.map({ ...to, choices: new Map(), version: "30", released: books.model }).model));
    for (const { migrations } of plans) for (const { steps } of migrations) for (const command of steps.flatMap(({ up, down }) => [...up, ...down])) {
      const { method, path, body }: { method?: string; path?: string; body?: JsonObject } = JSON.parse(command);
      if (method === "POST" && path === "/collections") values.set(JSON.stringify(body), "Create");
      if (method === "PATCH" && path?.includes("/documents") === false) values.set(JSON.stringify(body), "Update");
    }
    for (const { path, content } of [first, books].flatMap(({ model }) => native.artefacts(model))) {
      if (path.startsWith("searches/") && path.endsWith(".json")) values.set(JSON.stringify(JSON.parse(content).parameters), "SearchParams<{}>");
    }
    expect(new Set(values.values())).toEqual(new Set(["Create", "Update", "SearchParams<{}>"]));
    expect(checkTypes("typesense", client, imports, values)).toBe("");
    expect(checkTypes("typesense", client, imports, new Map([['{"name":"a","fields":[{"name":"x","type":"strng"}]}', "Create"]]))).toContain("strng");
    expect(checkTypes("typesense", client, imports, new Map([['{"name":"a","fields":[{"name":"x","type":"string","facets":true}]}', "Create"]]))).toContain("facets");
  }, 120_000);
});
