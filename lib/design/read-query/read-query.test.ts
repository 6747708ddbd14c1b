import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emptySchema, type AccessPattern, type Schema } from "../../model";
import { seed } from "../../model/testing/seed";
import { builtTargets } from "../../targets/registry";
import { resolve } from "../resolve";
import { templates } from "../templates";
import { readQueries, type QueryRead } from "./index";

type Types = Readonly<Record<string, "int64" | "text" | "timestamptz" | "boolean">>;
const table = (name: string, columns: Types, key: readonly string[] = ["id"], uniques: readonly (readonly string[])[] = []): Schema["tables"][number] => ({
  id: name, name, columns: Object.entries(columns).map(([column, kind]) => ({ id: `${name}.${column}`, name: column, type: { kind }, nullable: false })),
  primaryKey: { id: `${name}.pk`, columns: key.map((column) => `${name}.${column}`) },
  uniques: uniques.map((unique, i) => ({ id: `${name}.u${i}`, columns: unique.map((column) => `${name}.${column}`) })), foreignKeys: [], checks: [], indexes: [], options: {},
});
const schema: Schema = {
  ...emptySchema,
  tables: [
    table("authors", { id: "int64", email: "text", name: "text", parent_id: "int64", active: "boolean" }, ["id"], [["email"]]),
    table("posts", { id: "int64", author_id: "int64", slug: "text", title: "text", body: "text", status: "text", published_at: "timestamptz", views: "int64" }, ["id"], [["author_id", "slug"]]),
    table("comments", { id: "int64", post_id: "int64", author_id: "int64", written_at: "timestamptz", text: "text" }),
    table("readings", { sensor: "int64", at: "timestamptz", value: "int64" }, ["sensor", "at"]),
    { ...table("Order", { id: "int64", createdAt: "timestamptz" }), id: "Order" },
  ],
};

function one(sql: string): QueryRead {
  const { read, unread } = readQueries(sql, schema);
  expect(unread).toEqual([]);
  expect(read).toHaveLength(1);
  const [only] = read;
  if (only === undefined) throw new Error("nothing read");
  return only;
}
type Draft = Partial<AccessPattern>;
const draft = (sql: string): Draft => {
  const { query: _, name: __, ...rest } = one(sql).draft;
  return rest;
};

describe("reading patterns off SQL", () => {
  it.each<readonly [string, string, Draft]>([
    ["a read by primary key", "SELECT * FROM authors WHERE id = $1", { operation: "get", tableId: "authors", equality: ["authors.id"], items: 1 }],
    ["a read by a unique key", "select name from authors a where a.email = ?", { operation: "get", tableId: "authors", equality: ["authors.email"], items: 1 }],
    ["a read by half of a key", "SELECT * FROM posts WHERE author_id = :author", { operation: "list", tableId: "posts", equality: ["posts.author_id"] }],
    ["a sorted page", "SELECT id, title FROM posts WHERE author_id = @a AND status = 'published' ORDER BY published_at DESC, id LIMIT 20 OFFSET 40",
      { operation: "list", tableId: "posts", equality: ["posts.author_id", "posts.status"], sort: [{ column: "posts.published_at", order: "desc" }, { column: "posts.id", order: "asc" }], items: 20 }],
    ["the keyset form of a page", "SELECT * FROM posts WHERE author_id = $1 AND (published_at, id) < ($2, $3) ORDER BY published_at DESC FETCH FIRST 10 ROWS ONLY",
      { operation: "list", tableId: "posts", equality: ["posts.author_id"], range: "posts.published_at", sort: [{ column: "posts.published_at", order: "desc" }], items: 10 }],
    ["MySQL's limit with an offset", "SELECT * FROM `posts` LIMIT 100, 25", { operation: "list", tableId: "posts", items: 25 }],
    ["a range of time, and how far back it reads", "SELECT value FROM readings WHERE sensor = %s AND at >= now() - interval '30 days'",
      { operation: "list", tableId: "readings", equality: ["readings.sensor"], range: "readings.at", historyDays: 30 }],
    ["MySQL's interval", "SELECT value FROM readings WHERE at > NOW() - INTERVAL 12 HOUR AND sensor = 7", { operation: "list", tableId: "readings", range: "readings.at", equality: ["readings.sensor"], historyDays: 0.5 }],
    ["BETWEEN with its own AND", "SELECT * FROM readings WHERE at BETWEEN $1 AND $2 AND sensor = $3", { operation: "list", tableId: "readings", range: "readings.at", equality: ["readings.sensor"] }],
    ["joins, by ON and by comma", "SELECT p.title, a.name FROM posts AS p LEFT JOIN authors a ON a.id = p.author_id, comments c WHERE c.post_id = p.id AND a.email = $1",
      { operation: "list", tableId: "posts", joins: ["authors", "comments"], equality: ["authors.email"] }],
    ["a parameter in ON", "SELECT * FROM posts p JOIN comments c ON c.post_id = p.id AND c.author_id = $1", { operation: "list", tableId: "posts", joins: ["comments"], equality: ["comments.author_id"] }],
    ["USING", "SELECT * FROM comments JOIN posts USING (author_id) WHERE comments.post_id = 4 LIMIT 5", { operation: "list", tableId: "comments", joins: ["posts"], equality: ["comments.post_id"], items: 5 }],
    ["IN, ANY and alternatives of one column", "SELECT * FROM posts WHERE status IN ('a', 'b') AND author_id = ANY($1::bigint[]) AND (slug = 'x' OR slug = $2)",
      { operation: "get", tableId: "posts", equality: ["posts.status", "posts.author_id", "posts.slug"], items: 1 }],
    ["IS NULL and a flag", "SELECT * FROM authors WHERE parent_id IS NULL AND NOT active", { operation: "list", tableId: "authors", equality: ["authors.parent_id", "authors.active"] }],
    ["a semi-join", "SELECT * FROM posts WHERE id IN (SELECT post_id FROM comments WHERE author_id = $1)", { operation: "list", tableId: "posts", joins: ["comments"], equality: ["comments.author_id"] }],
    ["EXISTS with a correlated query", "SELECT * FROM authors a WHERE EXISTS (SELECT 1 FROM posts WHERE author_id = a.id AND status = 'draft')",
      { operation: "list", tableId: "authors", joins: ["posts"], equality: ["posts.status"] }],
    ["a count", "SELECT count(*), max(published_at) FROM posts WHERE author_id = $1", { operation: "aggregate", tableId: "posts", equality: ["posts.author_id"], items: 1 }],
    ["sums over windows of time", "SELECT date_trunc('hour', at) AS hour, avg(value) FROM readings WHERE sensor = $1 GROUP BY 1 ORDER BY at",
      { operation: "aggregate", tableId: "readings", equality: ["readings.sensor"], window: 3600, sort: [{ column: "readings.at", order: "asc" }] }],
    ["time_bucket", "SELECT time_bucket('5 minutes', at) b, max(value) FROM readings GROUP BY b", { operation: "aggregate", tableId: "readings", window: 300 }],
    ["a window function, which gives rows", "SELECT id, row_number() OVER (PARTITION BY author_id), sum(views) OVER () FROM posts LIMIT 3", { operation: "list", tableId: "posts", items: 3 }],
    ["search by relevance", "SELECT * FROM posts WHERE to_tsvector(body) @@ plainto_tsquery($1) LIMIT 10", { operation: "search", tableId: "posts", text: "relevance", items: 10 }],
    ["MySQL's full-text search", "SELECT * FROM posts WHERE MATCH(title, body) AGAINST (? IN BOOLEAN MODE)", { operation: "search", tableId: "posts", text: "relevance" }],
    ["a constant beginning", "SELECT * FROM posts WHERE title ILIKE 'intro%' AND author_id = 1", { operation: "search", tableId: "posts", text: "prefix", equality: ["posts.author_id"] }],
    ["similarity", "SELECT * FROM posts WHERE title % $1 LIMIT 5", { operation: "search", tableId: "posts", text: "typo", items: 5 }],
    ["a remainder, which is no similarity", "SELECT * FROM posts WHERE id % 2 = 0 AND author_id = 1", { operation: "get", tableId: "posts", equality: ["posts.id", "posts.author_id"], items: 1 }],
    ["a query of a query", "SELECT * FROM (SELECT * FROM comments WHERE post_id = $1) x JOIN authors ON authors.id = x.author_id ORDER BY authors.name", { operation: "list", tableId: "comments", joins: ["authors"], equality: ["comments.post_id"], sort: [{ column: "authors.name", order: "asc" }] }],
    ["WITH", "WITH recent AS (SELECT * FROM posts WHERE status = 'x' ORDER BY published_at LIMIT 3) SELECT r.title, a.name FROM recent r JOIN authors a ON a.id = r.author_id", { operation: "list", tableId: "posts", joins: ["authors"], equality: ["posts.status"] }],
    ["a traversal with its depth", "WITH RECURSIVE up AS (SELECT id, parent_id, 1 AS depth FROM authors WHERE id = $1 UNION ALL SELECT a.id, a.parent_id, up.depth + 1 FROM authors a JOIN up ON a.id = up.parent_id WHERE up.depth < 5) SELECT * FROM up",
      { operation: "traverse", tableId: "authors", equality: ["authors.id"], hops: 5, items: 1 }],
    ["UNION", "SELECT id FROM posts WHERE status = 'a' UNION ALL SELECT id FROM comments WHERE post_id = 2 LIMIT 7", { operation: "list", tableId: "posts", joins: ["comments"], equality: ["posts.status", "comments.post_id"], items: 7 }],
    ["an insert of several rows", "INSERT INTO comments (post_id, text) VALUES ($1, 'a;b'), ($2, $3) ON CONFLICT (id) DO UPDATE SET text = excluded.text RETURNING id", { operation: "insert", tableId: "comments", items: 2 }],
    ["an insert from a query", "INSERT INTO comments (post_id) SELECT id FROM posts WHERE status = 'x' RETURNING id", { operation: "insert", tableId: "comments", joins: ["posts"], equality: ["posts.status"] }],
    ["an update by key", "UPDATE posts SET views = views + 1, status = (SELECT name FROM authors WHERE email = $2) WHERE id = $1", { operation: "update", tableId: "posts", joins: ["authors"], equality: ["authors.email", "posts.id"] }],
    ["an update of one row", "UPDATE ONLY posts p SET views = 0 WHERE p.id = $1", { operation: "update", tableId: "posts", equality: ["posts.id"], items: 1 }],
    ["a delete", "DELETE FROM comments c USING posts p WHERE p.id = c.post_id AND p.author_id = $1 AND c.written_at < now() - '90 days'::interval",
      { operation: "delete", tableId: "comments", joins: ["posts"], equality: ["posts.author_id"], range: "comments.written_at", historyDays: 90 }],
    ["a write in a WITH", "WITH gone AS (DELETE FROM comments WHERE post_id = $1 RETURNING *) DELETE FROM posts WHERE id = $1", { operation: "delete", tableId: "posts", atomicWith: ["comments"], equality: ["posts.id", "comments.post_id"] }],
    ["quoted names in mixed case", 'SELECT * FROM "Order" o WHERE o."createdAt" > $1', { operation: "list", tableId: "Order", range: "Order.createdAt" }],
    ["folded names", "SELECT * FROM [order] WHERE CREATEDAT > ${from}", { operation: "list", tableId: "Order", range: "Order.createdAt" }],
    ["EXPLAIN and PREPARE before it", "PREPARE q (int) AS SELECT * FROM authors WHERE id = $1", { operation: "get", tableId: "authors", equality: ["authors.id"], items: 1 }],
    ["SQL Server's TOP", "SELECT TOP (5) * FROM posts WHERE author_id = @p1 ORDER BY title", { operation: "list", tableId: "posts", equality: ["posts.author_id"], sort: [{ column: "posts.title", order: "asc" }], items: 5 }],
    ["sort by an alias", "SELECT title AS t FROM posts ORDER BY t DESC", { operation: "list", tableId: "posts", sort: [{ column: "posts.title", order: "desc" }] }],
  ])("%s", (_, sql, expected) => {
    expect(draft(sql)).toEqual(expected);
  });

  it("says what it leaves out: negations, alternatives, expressions, a second range", () => {
    expect(one("SELECT * FROM posts WHERE status <> 'x' AND lower(slug) = $1 AND (author_id = 1 OR views > 5) AND views > 3 AND published_at > $2 ORDER BY length(title)").notes).toHaveLength(5);
    expect(draft("SELECT * FROM posts WHERE NOT (author_id = 3) AND a.b = 2")).toEqual({ operation: "list", tableId: "posts" });
    expect(one("SELECT * FROM posts p JOIN nowhere n ON n.id = p.id").notes).toEqual(["There is no table nowhere in this design; it is left out."]);
  });

  it("reads many statements, each with its line, and lists with a reason those it does not understand", () => {
    const { read, unread } = readQueries("-- a ; comment\n\nSELECT * FROM posts\nWHERE id = 1;\n\nCREATE TABLE x (id int);\nSELECT * FROM missing;\nSELECT 1;\n  UPDATE posts SET views = 1\n;;", schema);
    expect(read.map(({ line, draft: { operation } }) => [line, operation])).toEqual([[3, "get"], [9, "update"]]);
    expect(unread).toEqual([
      { line: 6, text: "CREATE TABLE x (id int)", reason: "CREATE is neither a read nor a write of rows." },
      { line: 7, text: "SELECT * FROM missing", reason: "There is no table missing in this design." },
      { line: 8, text: "SELECT 1", reason: "It names no table." },
    ]);
  });

  it("takes names from the comments right before, also of sqlc's form, and makes one up elsewhere", () => {
    const { read } = readQueries("-- Newest posts of an author\nSELECT * FROM posts WHERE author_id = $1;\n-- name: GetAuthorByEmail :one\nSELECT * FROM authors WHERE email = $1;\n-- far away\n\nSELECT * FROM posts WHERE author_id = 1 ORDER BY published_at DESC", schema);
    expect(read.map(({ draft: { name } }) => name)).toEqual(["Newest posts of an author", "Get author by email", "List posts by author id, sorted by published at"]);
  });

  it("keeps together what a transaction writes", () => {
    const { read } = readQueries("BEGIN; INSERT INTO posts (id) VALUES (1); SELECT 1 FROM authors; UPDATE authors SET name = '' WHERE id = 2; COMMIT; DELETE FROM comments", schema);
    expect(read.map(({ draft: { atomicWith } }) => atomicWith)).toEqual([["authors"], undefined, ["posts"], undefined]);
  });

  it("understands every query of every template in every language they are offered in, with nothing but ids of the design", () => {
    for (const template of templates) {
      for (const target of builtTargets.filter(({ id }) => ["postgresql", "mysql", "sqlite"].includes(id))) {
        const { design } = resolve(template.build(target));
        const columns = new Set(design.schema.tables.flatMap((each) => each.columns.map(({ id }) => id)));
        for (const pattern of design.patterns) {
          const { read, unread } = readQueries(pattern.query ?? "", design.schema);
          expect(unread, pattern.query).toEqual([]);
          expect([read[0]?.draft.tableId, ...read[0]?.draft.joins ?? []], pattern.query).toContain(pattern.tableId);
          for (const id of read[0]?.draft.equality ?? []) expect(columns.has(id)).toBe(true);
        }
      }
    }
  });

  it("never throws and names only what is in the design, whatever is pasted", () => {
    const words = ["SELECT", "FROM", "WHERE", "posts", "authors", "p", "id", "author_id", "=", "(", ")", ",", ".", "AND", "OR", "NOT", "IN", "ORDER BY", "LIMIT", "1", "'x'", "$1", "JOIN", "ON", "WITH", "AS", "UNION", "INSERT INTO", "VALUES", "UPDATE", "SET", "DELETE", ";", "--c\n", "::int", "[", "]", "BETWEEN", "%", "@@", "EXISTS", "RECURSIVE", "\"", "`", ":x", "RETURNING", "USING", "GROUP BY", "count", "\u0000", "é"];
    const ids = new Set(schema.tables.flatMap((each) => [each.id, ...each.columns.map(({ id }) => id)]));
    fc.assert(fc.property(fc.array(fc.constantFrom(...words), { maxLength: 40 }), (parts) => {
      const { read, unread } = readQueries(parts.join(" "), schema);
      for (const { draft: pattern } of read) for (const id of [pattern.tableId, ...pattern.equality ?? [], ...pattern.joins ?? [], ...pattern.atomicWith ?? [], pattern.range ?? pattern.tableId]) expect(ids.has(id)).toBe(true);
      for (const { reason } of unread) expect(reason).not.toBe("");
    }), { numRuns: 1500, seed });
  });
});
