import { describe, expect, it } from "vitest";
import { openDgraphSandbox } from ".";

async function refusal(...commands: readonly { readonly path: string; readonly body: unknown }[]): Promise<string | undefined> {
  const sandbox = await openDgraphSandbox("25");
  for (const { path, body } of commands) {
    const outcome = await sandbox.run(JSON.stringify({ method: "POST", path, body }));
    if (!outcome.ok) return outcome.message;
  }
  return undefined;
}

const dql = (body: string): { path: string; body: unknown } => ({ path: "/alter", body });
const sdl = (body: string): { path: string; body: unknown } => ({ path: "/admin/schema", body });
const set = (...nodes: readonly object[]): { path: string; body: unknown } => ({ path: "/mutate?commitNow=true", body: { set: nodes } });

describe("what Dgraph's rules refuse of a DQL schema", () => {
  it.each([
    ["an unknown type", "title: text ."], ["no dot at the end", "title: string"], ["two on a line", "title: string . author: uid ."], ["an unknown tokenizer", "title: string @index(prefix) ."], ["a tokenizer of another type", "title: string @index(hour) ."],
    ["two sortable tokenizers", "at: datetime @index(hour, day) ."], ["one tokenizer twice", "title: string @index(term, term) ."], ["an index without a tokenizer", "title: string @index ."], ["an index of edges", "author: uid @index(hash) ."],
    ["a way back of a value", "title: string @reverse ."], ["a list of booleans", "flags: [bool] ."], ["an open list", "tags: [string ."], ["upsert without an index", "email: string @upsert ."], ["unique without upsert", "email: string @index(hash) @unique ."],
    ["a name that Dgraph keeps", "dgraph.title: string ."], ["an unknown directive", "title: string @stored ."], ["languages of a number", "n: int @lang ."], ["a field twice in a type", "title: string .\ntype Book {\n title\n title\n}"],
    ["a type with an unknown predicate", "title: string .\ntype Book {\n title\n year\n}"], ["an unknown metric", "v: float32vector @index(hnsw(metric: \"manhattan\")) ."], ["a language in a name", "title@en: string ."], ["a missing comma", "title: string @index(term exact) ."],
  ])("%s", async (_what, schema) => {
    expect(await refusal(dql(schema))).toBeTypeOf("string");
  });

  it("takes what is right", async () => {
    expect(await refusal(dql("# books\ntitle: string @index(exact, term, trigram) @lang .\n<http://example.org/isbn>: string @index(hash) @upsert @unique .\nauthor: [uid] @reverse @count .\nat: DateTime @index(month) .\nv: float32vector @index(hnsw(metric: \"cosine\", exponent: \"4\")) .\n\ntype Book {\n  title\n  author\n  at: datetime\n}\n"))).toBeUndefined();
  });
});

describe("what Dgraph's rules refuse of a GraphQL schema", () => {
  it.each([
    ["two IDs", "type A { a: ID! b: ID! c: String }"], ["only an ID", "type A { id: ID! }"], ["a list of booleans", "type A { flags: [Boolean] }"], ["a list of lists", "type A { rows: [[Int]] }"], ["a word that is kept", "type Point { x: Float }"],
    ["a name that Dgraph makes", "type User { n: String } type UserRef { n: String }"], ["a field that is kept", "type A { uid: String }"], ["an ending that is kept", "type A { countAggregate: Int }"], ["a scalar of one's own", "scalar Money type A { m: Money }"],
    ["an unknown type", "type A { b: B }"], ["an unknown directive", "type A { n: String @unique }"], ["an optional @id", "type A { n: String @id }"], ["a list with @id", "type A { n: [String!]! @id }"], ["@search of another type", "type A { n: Int @search(by: [term]) }"],
    ["hash and exact", "type A { n: String @search(by: [hash, exact]) }"], ["trigram and regexp", "type A { n: String @search(by: [trigram, regexp]) }"], ["two granularities", "type A { at: DateTime @search(by: [hour, day]) }"], ["@search without a list", "type A { n: String @search(by: hash) }"],
    ["@search of an edge", "type A { b: B @search } type B { n: String }"], ["terms of an enumeration", "enum E { X } type A { e: E @search(by: [term]) }"], ["an inverse that is not there", "type A { b: B @hasInverse(field: as2) } type B { n: String }"],
    ["an inverse of a value", "type A { n: String @hasInverse(field: n) }"], ["an inverse of another type", "type A { b: B @hasInverse(field: c) } type B { c: C } type C { n: String }"], ["two inverses of one", "type A { b: B @hasInverse(field: a) c: B @hasInverse(field: a) } type B { a: A }"],
    ["an empty pred", "type A { n: String @dgraph(pred: \"\") }"], ["a pred of two types", "type A { n: String @dgraph(pred: \"p\") } type B { m: Int @dgraph(pred: \"p\") }"], ["a way back that is one", "type A { n: String bs: B @dgraph(pred: \"~a\") } type B { a: A @dgraph(pred: \"a\") }"],
    ["a default that is none", "type A { n: Int @default(add: {value: \"many\"}) }"], ["a default of a value that is none", "enum E { X } type A { e: E @default(add: {value: \"Y\"}) }"], ["@auth on a field", "type A { n: String @auth(query: {rule: \"{}\"}) }"],
    ["a reserved argument", "type A { n(first: Int): String }"], ["a query of its own", "type A { n: String } type Query { a: A }"], ["a union of values", "union U = String type A { n: String }"], ["a secret and a field", "type A @secret(field: \"n\") { n: String }"], ["no GraphQL", "type A { n String }"],
  ])("%s", async (_what, schema) => {
    expect(await refusal(sdl(schema))).toBeTypeOf("string");
  });

  it("takes what is right, and makes predicates and types of it", async () => {
    const sandbox = await openDgraphSandbox("25");
    const schema = "\"\"\"People\"\"\" type Person @dgraph(type: \"Human\") { email: String! @id @search(by: [term]) name: String @dgraph(pred: \"fullName\") born: DateTime @search(by: [year]) friends: [Person!] @hasInverse(field: friendOf) friendOf: [Person!] place: Point @search kind: Kind! @search } enum Kind { GOOD BAD }";
    expect(await sandbox.run(JSON.stringify({ method: "POST", path: "/admin/schema", body: schema }))).toEqual({ ok: true });
    expect(await sandbox.catalog()).toMatchObject({
      types: { Human: ["Human.born", "Human.email", "Human.friendOf", "Human.friends", "Human.kind", "Human.place", "fullName"] },
      predicates: { "Human.email": { type: "string", tokenizers: ["hash", "term"], upsert: true }, fullName: { type: "string", tokenizers: [] }, "Human.born": { tokenizers: ["year"] }, "Human.friends": { type: "uid", list: true }, "Human.place": { type: "geo", tokenizers: ["geo"] }, "Human.kind": { tokenizers: ["hash"] } },
    });
  });
});

describe("what the account of a namespace refuses", () => {
  const schema = dql("email: string @index(hash) @upsert @unique .\ntags: [string] .\nn: int .\nknows: [uid] .\ntype Person {\n email\n tags\n n\n knows\n}");
  const ann = { uid: "_:ann", "dgraph.type": "Person", email: "ann", tags: ["a", "b"], n: 1 };

  it("refuses to make one of many, or edges of values, while values are there, and takes it when they are gone", async () => {
    expect(await refusal(schema, set(ann), dql("tags: string ."))).toMatch(/without deleting/);
    expect(await refusal(schema, set(ann), dql("n: uid ."))).toMatch(/not allowed/);
    expect(await refusal(schema, set(ann), { path: "/alter", body: { drop_attr: "tags" } }, dql("tags: string ."))).toBeUndefined();
    expect(await refusal(schema, set(ann), dql("n: string ."))).toBeUndefined();
  });

  it("drops the indexes that a new schema does not list, and keeps predicates that it does not name", async () => {
    const sandbox = await openDgraphSandbox("25");
    for (const { path, body } of [schema, dql("email: string .")]) await sandbox.run(JSON.stringify({ method: "POST", path, body }));
    expect(await sandbox.catalog()).toMatchObject({ predicates: { email: { tokenizers: [] }, n: { type: "int" } } });
  });

  it("refuses values that are none of their predicate, unknown predicates and unique values twice", async () => {
    expect(await refusal(schema, set({ ...ann, n: "many" }))).toMatch(/is no int/);
    expect(await refusal(schema, set({ ...ann, age: 1 }))).toMatch(/not in the schema/);
    expect(await refusal(schema, set(ann), set({ uid: "_:b", email: "ann" }))).toMatch(/duplicate value/);
    expect(await refusal(schema, set({ ...ann, email: ["a", "b"] }))).toMatch(/holds one value/);
  });

  it("refuses requests that are none", async () => {
    const sandbox = await openDgraphSandbox("25");
    expect(await sandbox.run("CREATE TABLE t ()")).toMatchObject({ ok: false });
    expect(await refusal({ path: "/alter", body: { drop_attr: "" } })).toBeTypeOf("string");
    expect(await refusal({ path: "/alter", body: { drop_attr: "dgraph.type" } })).toBeTypeOf("string");
    expect(await refusal({ path: "/elsewhere", body: "" })).toBeTypeOf("string");
    expect(await refusal({ path: "/alter", body: { drop_everything: true } })).toBeTypeOf("string");
  });
});
