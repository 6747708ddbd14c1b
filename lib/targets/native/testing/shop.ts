import type { AccessPattern, ColumnType } from "../../../model";
import { entities, type ColumnSpec, type Entities, type EntitySpec } from "./entities";

const t = (kind: "uuid" | "text" | "int32" | "int64" | "float64" | "boolean" | "date" | "json" | "timestamptz"): ColumnType => ({ kind });
const id: ColumnSpec = { type: t("uuid") };
const money: ColumnType = { kind: "decimal", precision: 12, scale: 2 };
const short = (length: number): ColumnType => ({ kind: "string", length });
const moment: ColumnSpec = { type: t("timestamptz"), default: "now()" };

const tables = {
  users: {
    comment: "People who buy",
    columns: { id, email: { type: short(255) }, name: { type: short(120) }, created_at: moment },
    uniques: [["email"]], load: { rows: 200_000, rowsInYear: 500_000 },
  },
  products: {
    comment: "What is sold",
    columns: {
      id, sku: { type: short(40) }, title: { type: short(200) }, description: { type: t("text") }, brand: { type: short(80), nullable: true }, price: { type: money }, stock: { type: t("int32"), default: "0" },
      tags: { type: { kind: "array", of: t("text") } }, attributes: { type: t("json"), nullable: true }, created_at: moment,
    },
    uniques: [["sku"]], checks: ["price >= 0", "stock >= 0"], load: { rows: 50_000, rowsInYear: 80_000 },
  },
  orders: {
    comment: "Placed orders",
    columns: {
      id, user_id: { type: t("uuid"), references: ["users", "restrict"] }, status: { type: { kind: "enum", enumId: "enum.order_status" }, default: "'new'" }, total: { type: money },
      note: { type: t("text"), nullable: true }, placed_at: moment,
    },
    indexes: [["user_id", "placed_at desc"]], load: { rows: 2_000_000, rowsInYear: 6_000_000 },
  },
  order_items: {
    comment: "Lines of an order",
    columns: { order_id: { type: t("uuid"), references: ["orders", "cascade"] }, position: { type: t("int32") }, product_id: { type: t("uuid"), references: ["products", "restrict"] }, quantity: { type: t("int32") }, unit_price: { type: money } },
    key: ["order_id", "position"], checks: ["quantity > 0"], load: { rows: 5_000_000, rowsInYear: 15_000_000, perParent: 40 },
  },
  sessions: {
    comment: "Signed-in browsers",
    columns: { id, user_id: { type: t("uuid"), references: ["users", "cascade"] }, data: { type: t("json") }, expires_at: { type: t("timestamptz") } },
    load: { rows: 100_000, rowsInYear: 300_000, retentionDays: 30 },
  },
  metrics: {
    comment: "Measurements of the shop's servers",
    columns: { host: { type: short(80) }, name: { type: short(80) }, at: { type: t("timestamptz") }, value: { type: t("float64") } },
    key: ["host", "name", "at"], load: { rows: 50_000_000, rowsInYear: 400_000_000, retentionDays: 90 },
  },
  follows: {
    comment: "Who follows whom",
    columns: { follower_id: { type: t("uuid"), references: ["users", "cascade"] }, followed_id: { type: t("uuid"), references: ["users", "cascade"] }, since: moment },
    key: ["follower_id", "followed_id"], load: { rows: 3_000_000, rowsInYear: 9_000_000, perParent: 5000 },
  },
} satisfies Record<string, EntitySpec>;

const enums = { order_status: ["new", "paid", "shipped", "cancelled"] };

const patterns: readonly AccessPattern[] = [
  { id: "p.user", name: "User by email", operation: "get", tableId: "users", equality: ["users.email"], items: 1, rate: 200, p99: 20, consistency: "strong" },
  { id: "p.order", name: "Order with its lines", operation: "get", tableId: "orders", equality: ["orders.id"], joins: ["order_items"], items: 1, rate: 120, p99: 50, weight: 4 },
  { id: "p.orders", name: "Recent orders of a user", operation: "list", tableId: "orders", equality: ["orders.user_id"], sort: [{ column: "orders.placed_at", order: "desc" }], items: 20, rate: 80, p99: 50 },
  { id: "p.status", name: "Orders of a status since a day", operation: "list", tableId: "orders", equality: ["orders.status"], range: "orders.placed_at", sort: [{ column: "orders.placed_at", order: "desc" }], items: 100, rate: 2 },
  { id: "p.place", name: "Place an order", operation: "insert", tableId: "orders", atomicWith: ["order_items", "products"], items: 1, rate: 10, consistency: "strong", weight: 5 },
  { id: "p.search", name: "Find products as one types", operation: "search", tableId: "products", text: "typo", items: 10, rate: 50, p99: 60 },
  { id: "p.brand", name: "Products of a brand by price", operation: "list", tableId: "products", equality: ["products.brand"], sort: [{ column: "products.price", order: "asc" }], items: 50, rate: 40 },
  { id: "p.session", name: "Session by id", operation: "get", tableId: "sessions", equality: ["sessions.id"], items: 1, rate: 900, p99: 5 },
  { id: "p.sessions", name: "Sessions of a user", operation: "list", tableId: "sessions", equality: ["sessions.user_id"], items: 10, rate: 5 },
  { id: "p.metric", name: "A host's measurements of a day by minute", operation: "aggregate", tableId: "metrics", equality: ["metrics.host", "metrics.name"], range: "metrics.at", window: 60, historyDays: 30, items: 1440, rate: 3 },
  { id: "p.measure", name: "Take a measurement", operation: "insert", tableId: "metrics", items: 1, rate: 400 },
  { id: "p.followers", name: "Followers of a user", operation: "list", tableId: "follows", equality: ["follows.followed_id"], items: 100, rate: 30 },
  { id: "p.reach", name: "Friends of friends", operation: "traverse", tableId: "users", equality: ["users.id"], joins: ["follows"], hops: 3, items: 50, rate: 5 },
];

/** Strata's own sample design, which every native target exports: a shop with users, products, orders, sessions, measurements and followers. */
export const shop: Entities = entities(tables, enums, patterns);

/**
 * The shop's second version: a required column more (users.locale, with a default), a column renamed (products.title to name), one dropped
 * (orders.note), one of another type (products.stock to int64), a value more in an enum, a new table (reviews), one dropped (sessions),
 * and a pattern more and one less.
 */
export const shopVersion2: Entities = (() => {
  const { sessions: _gone, ...kept } = tables;
  const { note: _note, ...orders } = tables.orders.columns;
  const { title: _title, stock: _stock, ...products } = tables.products.columns;
  const specs: Record<string, EntitySpec> = {
    ...kept,
    users: { ...tables.users, columns: { ...tables.users.columns, locale: { type: short(10), default: "'en'" } } },
    products: { ...tables.products, columns: { ...products, name: { type: short(200), was: "products.title" }, stock: { type: t("int64"), default: "0" } } },
    orders: { ...tables.orders, columns: orders },
    reviews: {
      comment: "What buyers say",
      columns: { id, product_id: { type: t("uuid"), references: ["products", "cascade"] }, user_id: { type: t("uuid"), references: ["users", "cascade"] }, stars: { type: t("int32") }, body: { type: t("text"), nullable: true }, created_at: moment },
      checks: ["stars BETWEEN 1 AND 5"], load: { rows: 0, rowsInYear: 400_000 },
    },
  };
  return entities(specs, { order_status: [...enums.order_status, "returned"] }, [
    ...patterns.filter(({ id: pattern }) => !["p.session", "p.sessions", "p.status"].includes(pattern)),
    { id: "p.reviews", name: "Latest reviews of a product", operation: "list", tableId: "reviews", equality: ["reviews.product_id"], sort: [{ column: "reviews.created_at", order: "desc" }], items: 20, rate: 60 },
  ]);
})();
