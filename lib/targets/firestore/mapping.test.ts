import { describe, expect, it } from "vitest";
import { emptySchema, type AccessPattern, type Diagnostic, type Schema } from "../../model";
import type { MappingChoices } from "../native";
import { entities, type EntitySpec } from "../native/testing/entities";
import { isFirestoreModel, type FirestoreModel } from "./model";
import { ruleText, rulesOf } from "./rules";
import { firestore } from ".";

const { native } = firestore;
if (native === undefined) throw new Error("Firestore is native");

function mapped(input: { readonly schema: Schema; readonly loads?: ReturnType<typeof entities>["loads"]; readonly patterns?: readonly AccessPattern[]; readonly choices?: MappingChoices; readonly version?: string }): { readonly model: FirestoreModel; readonly diagnostics: readonly Diagnostic[] } {
  const { model, diagnostics } = native?.map({ loads: new Map(), patterns: [], choices: new Map(), version: "standard", ...input }) ?? { model: null, diagnostics: [] };
  if (!isFirestoreModel(model)) throw new Error("no model");
  return { model, diagnostics };
}

const id = { type: { kind: "uuid" as const } };
const text = { type: { kind: "text" as const } };
const at = { type: { kind: "timestamptz" as const } };

describe("Where rows lie", () => {
  const paths = (child: Partial<EntitySpec>, patterns: readonly AccessPattern[]): readonly string[] => mapped(entities({
    posts: { columns: { id, title: text } }, comments: { columns: { id, post_id: { ...id, references: ["posts", "cascade"] }, body: text, at }, ...child },
  }, {}, patterns)).model.collections.map(({ name, within }) => [...within, name].join("/"));
  const together: AccessPattern = { id: "p", name: "Post with comments", operation: "get", tableId: "posts", equality: ["posts.id"], joins: ["comments"], rate: 10 };
  const below: AccessPattern = { id: "q", name: "Latest", operation: "list", tableId: "comments", equality: ["comments.post_id"], sort: [{ column: "comments.at", order: "desc" }], items: 10 };

  it("puts few that are read together into the document", () => {
    expect(paths({ load: { perParent: 20 } }, [together])).toEqual(["posts"]);
  });
  it("makes a subcollection of those without bound that are read within their parent", () => {
    expect(paths({}, [below])).toEqual(["posts", "posts/comments"]);
  });
  it("makes a root collection of those that are found by themselves", () => {
    expect(paths({}, [below, { id: "r", name: "One", operation: "get", tableId: "comments", equality: ["comments.id"] }])).toEqual(["posts", "comments"]);
  });
  it("makes a list of ids of a small many to many without columns of its own", () => {
    const { model } = mapped(entities({ a: { columns: { id } }, b: { columns: { id } }, ab: { columns: { a_id: { ...id, references: ["a", "cascade"] }, b_id: { ...id, references: ["b", "cascade"] } }, key: ["a_id", "b_id"], load: { perParent: 30 } } }, {}, []));
    expect(model.collections.map(({ name }) => name)).toEqual(["a", "b"]);
    expect(model.collections[0]?.fields).toMatchObject([{ type: "list", rules: [{ kind: "size", max: 30 }] }]);
  });
});

describe("Indexes", () => {
  const design = (patterns: readonly AccessPattern[], version = "standard"): FirestoreModel => mapped({ ...entities({ t: { columns: { id, a: text, b: { type: { kind: "int32" } }, at } } }, {}, patterns), version }).model;
  const query: AccessPattern = { id: "p", name: "P", operation: "list", tableId: "t", equality: ["t.a"], sort: [{ column: "t.at", order: "desc" }] };

  it("are composite for equality and order, and none for one field or equalities alone", () => {
    expect(design([query]).indexes).toMatchObject([{ queryScope: "COLLECTION", fields: [{ fieldPath: "a", order: "ASCENDING" }, { fieldPath: "at", order: "DESCENDING" }] }]);
    expect(design([{ ...query, sort: [] }]).indexes).toEqual([]);
    expect(design([{ ...query, sort: [], equality: ["t.a", "t.b"] }]).indexes).toEqual([]);
  });
  it("are explicit on Enterprise, for one field too", () => {
    expect(design([{ ...query, sort: [] }], "enterprise").indexes).toMatchObject([{ density: "SPARSE_ANY", fields: [{ fieldPath: "a" }] }]);
    expect(design([], "enterprise").overrides).toEqual([]);
  });
  it("go across parents where a subcollection is asked without its parent", () => {
    const { model } = mapped({ ...entities({ posts: { columns: { id } }, comments: { columns: { id, post_id: { ...id, references: ["posts", "cascade"] }, at, state: text } } }, {}, [
      { id: "q", name: "Of a post", operation: "list", tableId: "comments", equality: ["comments.post_id"] }, { id: "r", name: "All", operation: "list", tableId: "comments", equality: ["comments.state"], sort: [{ column: "comments.at", order: "desc" }] },
    ]), choices: new Map([["comments", { placement: "sub:comments.post_id.fk" }]]) });
    expect(model.indexes).toMatchObject([{ collectionGroup: "comments", queryScope: "COLLECTION_GROUP" }]);
    expect(rulesOf(model)).toContain("match /{path=**}/comments/{id}");
  });
  it("leave large fields out, and turn an expiry into a TTL override", () => {
    const { model } = mapped(entities({ t: { columns: { id, body: text, expires_at: at } } }, {}, []));
    expect(model.overrides).toMatchObject([{ fieldPath: "body", indexes: [], ttl: false }, { fieldPath: "expires_at", ttl: true }]);
  });
  it("warn above 500 writes per second on a field that rises", () => {
    const { diagnostics } = mapped(entities({ t: { columns: { id, a: text, at } } }, {}, [{ id: "i", name: "I", operation: "insert", tableId: "t", rate: 900 }, { id: "p", name: "P", operation: "list", tableId: "t", sort: [{ column: "t.at", order: "desc" }] }]));
    expect(diagnostics).toContainEqual(expect.objectContaining({ code: "firestore-sequential-index" }));
  });
  it("advise shards for a document written more than once a second", () => {
    const { diagnostics } = mapped(entities({ t: { columns: { id, n: { type: { kind: "int64" } } }, load: { hottestWrites: 12 } } }, {}, []));
    expect(diagnostics).toContainEqual(expect.objectContaining({ code: "firestore-hot-document", message: expect.stringContaining("12 shards") as unknown }));
  });
});

describe("Rules", () => {
  it("let a scope decide, by user or by claim, and never let an absent claim equal null", () => {
    const rules = (scope: string): string => rulesOf(mapped(entities({ notes: { columns: { id, owner_id: text, tenant: text } } }, {}, [{ id: "p", name: "Mine", operation: "list", tableId: "notes", equality: [scope], scope }])).model);
    expect(rules("notes.owner_id")).toContain("allow read: if signedIn() && resource.data.owner_id == request.auth.uid;");
    expect(rules("notes.tenant")).toContain("allow read: if signedIn() && 'tenant' in request.auth.token && resource.data.tenant == request.auth.token['tenant'];");
  });
  it("let nobody but admins in where nothing says who", () => {
    expect(rulesOf(mapped(entities({ notes: { columns: { id, body: text } } }, {}, [])).model)).toContain("allow read: if isAdmin();");
  });
  it("keep a text from ending its literal", () => {
    expect(ruleText("it's \\ \n\u2028")).toBe("'it\\'s \\\\ \\n\\u2028'");
  });
  it("take the old shape, the new one and both at once while documents are rewritten", () => {
    const [a, b] = [{ columns: { id, title: text } }, { columns: { id, name: { ...text, was: "t.title" } } }].map((t) => entities({ t }, {}, []));
    if (a === undefined || b === undefined) throw new Error("no versions");
    const first = mapped(a).model;
    const second = native.map({ ...b, choices: new Map(), version: "standard", released: first }).model;
    const { migrations } = native.migrate(first, second);
    expect(migrations.map(({ phase }) => phase)).toEqual(["expand", "backfill", "contract", "contract"]);
    expect(migrations[0]?.steps.flatMap(({ up }) => up).join("")).toContain("keys.hasAny(['title', 'name'])");
    for (const { steps, data } of migrations) for (const { reversibility } of [...steps, ...(data === undefined ? [] : [data])]) expect(reversibility).toEqual({ kind: "lossless" });
  });
  it("name a passed limit of a document", () => {
    expect(mapped(entities({ t: { columns: { id, body: text }, load: { itemBytes: 2_000_000 } } }, {}, [])).diagnostics).toContainEqual(expect.objectContaining({ code: "firestore-document-too-large", severity: "error" }));
  });
  it("give hostile names a form that Firestore takes", () => {
    const names = ["a/b", "__proto__", "it's", "x y", ".", "名前"];
    const schema: Schema = { ...emptySchema, tables: names.map((name, i) => ({ id: `t${i}`, name, comment: "*/ } // '", columns: names.map((column, n) => ({ id: `t${i}.${n}`, name: column, type: { kind: "text" }, nullable: n > 0 })), uniques: [], foreignKeys: [], checks: [], indexes: [], options: {} })) };
    const { model } = mapped({ schema });
    for (const { name, fields } of model.collections) {
      expect(name).not.toMatch(/\/|^\.{1,2}$|^__.*__$/);
      for (const field of fields) expect(field.name).not.toMatch(/^__.*__$/);
    }
    expect(rulesOf(model)).toContain("data['it\\'s']");
  });
});
