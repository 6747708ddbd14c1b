import { bigint, createdAt, flag, id, int, json, moment, oneOf, optionalRef, ref, string, table, text } from "./columns";
import { defineTemplate } from "./template";

export const blog = defineTemplate({
  id: "blog",
  title: "Blog and CMS",
  description: "Pages and posts with revisions, authors, tags, media, menus, comments with moderation, redirects.",
  rationale: "Content is read by address and by date far more often than it is written; both are single index scans. Revisions and their post are written in one transaction.",
  enums: {
    post_status: ["draft", "scheduled", "published", "archived"],
    comment_status: ["pending", "approved", "spam"],
    post_kind: ["post", "page"],
  },
  groups: [
    {
      name: "Content", color: 2,
      stacks: [[
        table("posts", "What readers see; the text is the current revision's", {
          id: id(), kind: oneOf("post_kind", "post"), author_id: ref("authors"), title: string(240), slug: string(240, { unique: true }), excerpt: text({ default: "''" }), status: oneOf("post_status", "draft"),
          cover_id: optionalRef("media"), published_at: moment({ nullable: true }), created_at: createdAt(), updated_at: createdAt(),
        }, {
          checks: ["status <> 'published' OR published_at IS NOT NULL", "length(slug) > 0"],
          indexes: [{ columns: ["published_at desc"], where: "status = 'published'" }, { columns: ["author_id", "published_at desc"] }, { columns: ["cover_id"] }],
        }),
        table("post_revisions", "Every saved text, never changed", { post_id: ref("posts", "cascade"), revision: int(), editor_id: optionalRef("authors"), body: text(), created_at: createdAt() }, { primaryKey: ["post_id", "revision"], checks: ["revision > 0"], indexes: [{ columns: ["editor_id"] }] }),
      ], [
        table("tags", "Words to find posts by", { id: id(), name: string(80, { unique: true }), slug: string(80, { unique: true }) }),
        table("post_tags", "Tags of a post", { post_id: ref("posts", "cascade"), tag_id: ref("tags", "cascade") }, { primaryKey: ["post_id", "tag_id"], indexes: [{ columns: ["tag_id"] }] }),
        table("media", "Pictures and files", { id: id(), uploaded_by: optionalRef("authors"), file_name: string(255), mime_type: string(120), size_bytes: bigint(), alt_text: string(400, { default: "''" }), storage_key: string(255, { unique: true }), created_at: createdAt() }, {
          checks: ["size_bytes >= 0"], indexes: [{ columns: ["uploaded_by"] }],
        }),
      ]],
    },
    {
      name: "People", color: 0,
      stacks: [[
        table("authors", "Who writes and edits", { id: id(), email: string(255, { unique: true }), display_name: string(120), bio: text({ default: "''" }), active: flag(true), created_at: createdAt() }),
        table("comments", "What readers say, as a tree", {
          id: id(), post_id: ref("posts", "cascade"), parent_id: ref("comments", "cascade", { nullable: true }), name: string(120), email: string(255), body: text(), status: oneOf("comment_status", "pending"), created_at: createdAt(),
        }, { checks: ["length(body) BETWEEN 1 AND 10000"], indexes: [{ columns: ["post_id", "created_at"], where: "status = 'approved'" }, { columns: ["created_at"], where: "status = 'pending'" }, { columns: ["parent_id"] }] }),
      ]],
    },
    {
      name: "Site", color: 5,
      stacks: [[
        table("menus", "Places that hold links: header, footer", { id: id(), name: string(60, { unique: true }) }),
        table("menu_items", "Links, in order, as a tree", { id: id(), menu_id: ref("menus", "cascade"), parent_id: ref("menu_items", "cascade", { nullable: true }), label: string(120), post_id: ref("posts", "cascade", { nullable: true }), url: text({ nullable: true }), position: int({ default: "0" }) }, {
          checks: ["post_id IS NOT NULL OR url IS NOT NULL"], indexes: [{ columns: ["menu_id", "position"] }, { columns: ["parent_id"] }, { columns: ["post_id"] }],
        }),
        table("redirects", "Addresses that moved", { from_path: string(500), to_path: string(500), permanent: flag(true), created_at: createdAt() }, { primaryKey: ["from_path"], checks: ["from_path <> to_path"] }),
        table("settings", "What the site is called and how it behaves", { name: string(80), value: json(), updated_at: createdAt() }, { primaryKey: ["name"] }),
      ]],
    },
  ],
  patterns: [
    { name: "Show a post by its address", operation: "get", table: "posts", query: "SELECT p.title, r.body, a.display_name FROM posts p JOIN authors a ON a.id = p.author_id JOIN post_revisions r ON r.post_id = p.id WHERE p.slug = $1 AND p.status = 'published' ORDER BY r.revision DESC LIMIT 1", performance: "Index lookups, under 5 ms", rate: 300, more: { p99: 50, consistency: "eventual", rateInYear: 900, weight: 5 } },
    { name: "Front page", operation: "list", table: "posts", query: "SELECT title, slug, excerpt, published_at FROM posts WHERE status = 'published' ORDER BY published_at DESC LIMIT 20", performance: "Partial index, under 5 ms", rate: 150, more: { p99: 50, consistency: "eventual", rateInYear: 450, weight: 5 } },
    { name: "Posts with a tag", operation: "list", table: "post_tags", query: "SELECT p.title, p.slug FROM tags t JOIN post_tags pt ON pt.tag_id = t.id JOIN posts p ON p.id = pt.post_id WHERE t.slug = $1 AND p.status = 'published' ORDER BY p.published_at DESC LIMIT 20", performance: "Index scans, under 15 ms", rate: 40, more: { p99: 100, consistency: "eventual", rateInYear: 120 } },
    { name: "Approved comments of a post", operation: "list", table: "comments", query: "SELECT id, parent_id, name, body, created_at FROM comments WHERE post_id = $1 AND status = 'approved' ORDER BY created_at", performance: "Partial index, under 5 ms", rate: 200, more: { p99: 100, consistency: "eventual", rateInYear: 600 } },
    { name: "Comments waiting for approval", operation: "list", table: "comments", query: "SELECT id, post_id, body FROM comments WHERE status = 'pending' ORDER BY created_at LIMIT 50", performance: "Partial index, under 5 ms", rate: 1, more: { p99: 500, consistency: "read-your-writes", rateInYear: 1, weight: 1 } },
    { name: "Save a revision", operation: "insert", table: "post_revisions", query: "INSERT INTO post_revisions (post_id, revision, editor_id, body) VALUES ($1, $2, $3, $4)", performance: "One row", rate: 2, more: { p99: 500, consistency: "read-your-writes", rateInYear: 2, weight: 2, atomicWith: ["posts"] } },
  ],
  loads: {
    posts: { rows: 1200, rowsInYear: 2500 }, post_revisions: { rows: 9000, rowsInYear: 20_000, perParent: 200 }, comments: { rows: 40_000, rowsInYear: 150_000, perParent: 3000 },
  },
});
