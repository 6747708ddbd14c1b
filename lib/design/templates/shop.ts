import { createdAt, flag, id, int, money, moment, oneOf, optionalRef, ref, string, table, text } from "./columns";
import { defineTemplate } from "./template";

export const shop = defineTemplate({
  id: "shop",
  title: "Shop",
  description: "An online shop: catalogue with variants and stock, carts, orders with payments and shipments, reviews.",
  rationale: "Orders, payments and stock change together and must never disagree, which asks for transactions, foreign keys and checks. The catalogue is read by joins over a few indexed keys.",
  enums: {
    order_status: ["pending", "paid", "shipped", "delivered", "cancelled"],
    payment_status: ["authorized", "captured", "refunded", "failed"],
  },
  note: "**Prices are copied** into order lines: an order shows what was paid, whatever the catalogue says later.",
  groups: [
    {
      name: "Customers", color: 0,
      stacks: [[
        table("customers", "People who buy", { id: id(), email: string(255, { unique: true }), full_name: string(200), created_at: createdAt() }, { checks: ["email LIKE '%_@_%'"] }),
        table("addresses", "Where orders go", {
          id: id(), customer_id: ref("customers", "cascade"), label: string(60, { default: "'Home'" }), line1: string(200), line2: string(200, { nullable: true }),
          city: string(120), postal_code: string(20), country_code: { type: { kind: "char", length: 2 }, comment: "ISO 3166-1 alpha-2" },
        }, { checks: ["length(country_code) = 2"], indexes: [{ columns: ["customer_id"] }] }),
        table("reviews", "What customers say of a product, once each", {
          id: id(), product_id: ref("products", "cascade"), customer_id: ref("customers", "cascade"), rating: int(), body: text({ nullable: true }), created_at: createdAt(),
        }, { uniques: [["product_id", "customer_id"]], checks: ["rating BETWEEN 1 AND 5"], indexes: [{ columns: ["customer_id"] }] }),
      ]],
    },
    {
      name: "Catalogue", color: 2,
      stacks: [[
        table("categories", "Tree that the catalogue is browsed by", { id: id(), parent_id: optionalRef("categories"), name: string(120), slug: string(120, { unique: true }) }, { indexes: [{ columns: ["parent_id"] }] }),
        table("products", "What is sold, without size or colour", { id: id(), name: string(200), slug: string(200, { unique: true }), description: text({ default: "''" }), active: flag(true), created_at: createdAt() }),
        table("product_categories", "Which shelves a product stands on", { product_id: ref("products", "cascade"), category_id: ref("categories", "cascade") }, { primaryKey: ["product_id", "category_id"], indexes: [{ columns: ["category_id"] }] }),
      ], [
        table("product_variants", "What is put into a cart: one size, one colour", {
          id: id(), product_id: ref("products", "cascade"), sku: string(60, { unique: true }), name: string(120), price: money(), weight_grams: int({ nullable: true }),
        }, { checks: ["price >= 0", "weight_grams > 0"], indexes: [{ columns: ["product_id"] }] }),
        table("stock", "Pieces at hand, one row for each variant", { variant_id: ref("product_variants", "cascade"), on_hand: int({ default: "0" }), reserved: int({ default: "0" }), updated_at: createdAt() }, {
          primaryKey: ["variant_id"], checks: ["on_hand >= 0", "reserved >= 0 AND reserved <= on_hand"],
        }),
      ]],
    },
    {
      name: "Orders", color: 4,
      stacks: [[
        table("carts", "Baskets, also of visitors without an account", { id: id(), customer_id: ref("customers", "cascade", { nullable: true }), created_at: createdAt(), updated_at: createdAt() }, { indexes: [{ columns: ["customer_id"] }] }),
        table("cart_items", "Lines of a basket", { cart_id: ref("carts", "cascade"), variant_id: ref("product_variants", "cascade"), quantity: int({ default: "1" }) }, { primaryKey: ["cart_id", "variant_id"], checks: ["quantity > 0"], indexes: [{ columns: ["variant_id"] }] }),
      ], [
        table("orders", "What was bought", {
          id: id(), customer_id: ref("customers"), shipping_address_id: ref("addresses"), status: oneOf("order_status", "pending"), currency: { type: { kind: "char", length: 3 }, default: "'EUR'", comment: "ISO 4217" },
          total: money({ default: "0" }), placed_at: createdAt(),
        }, { checks: ["total >= 0"], indexes: [{ columns: ["customer_id", "placed_at desc"] }, { columns: ["placed_at"], where: "status = 'pending'" }] }),
        table("order_items", "Lines of an order, with the price as it was", {
          order_id: ref("orders", "cascade"), line: int(), variant_id: ref("product_variants"), quantity: int(), unit_price: money(),
        }, { primaryKey: ["order_id", "line"], checks: ["quantity > 0", "unit_price >= 0"], indexes: [{ columns: ["variant_id"] }] }),
      ], [
        table("payments", "Attempts to pay, as the provider reports them", {
          id: id(), order_id: ref("orders"), provider_reference: string(120, { unique: true }), status: oneOf("payment_status"), amount: money(), created_at: createdAt(),
        }, { checks: ["amount > 0"], indexes: [{ columns: ["order_id"] }] }),
        table("shipments", "Parcels", { id: id(), order_id: ref("orders"), carrier: string(60), tracking_code: string(120, { nullable: true }), shipped_at: moment({ nullable: true }), delivered_at: moment({ nullable: true }) }, {
          checks: ["delivered_at IS NULL OR delivered_at >= shipped_at"], indexes: [{ columns: ["order_id"] }],
        }),
      ]],
    },
  ],
  patterns: [
    { name: "Show a product by its address", operation: "get", table: "products", query: "SELECT p.*, v.id AS variant_id, v.name AS variant, v.price FROM products p JOIN product_variants v ON v.product_id = p.id WHERE p.slug = $1", performance: "Two index lookups, under 5 ms", rate: 200, more: { p99: 50, consistency: "eventual", rateInYear: 600, weight: 5 } },
    { name: "Browse a category", operation: "list", table: "product_categories", query: "SELECT p.id, p.name, p.slug FROM product_categories pc JOIN products p ON p.id = pc.product_id WHERE pc.category_id = $1 ORDER BY p.name LIMIT 48", performance: "Index scan, under 20 ms", rate: 80, more: { p99: 100, consistency: "eventual", rateInYear: 250, weight: 4 } },
    { name: "List recent orders of a customer", operation: "list", table: "orders", query: "SELECT id, status, total, placed_at FROM orders WHERE customer_id = $1 ORDER BY placed_at DESC LIMIT 20", performance: "Index scan, under 5 ms", rate: 30, more: { p99: 100, consistency: "read-your-writes", rateInYear: 90, scope: "orders.customer_id" } },
    { name: "Put into the cart", operation: "insert", table: "cart_items", query: "INSERT INTO cart_items (cart_id, variant_id, quantity) VALUES ($1, $2, $3) ON CONFLICT (cart_id, variant_id) DO UPDATE SET quantity = cart_items.quantity + excluded.quantity", performance: "One row by primary key", rate: 25, more: { p99: 100, consistency: "read-your-writes", rateInYear: 70 } },
    { name: "Reserve stock", operation: "update", table: "stock", query: "UPDATE stock SET reserved = reserved + $2 WHERE variant_id = $1 AND on_hand - reserved >= $2", performance: "One row by primary key", rate: 10, more: { p99: 200, consistency: "strong", rateInYear: 30, weight: 5, atomicWith: ["orders", "order_items"] } },
    { name: "Orders waiting for payment", operation: "list", table: "orders", query: "SELECT id, placed_at FROM orders WHERE status = 'pending' ORDER BY placed_at LIMIT 100", performance: "Partial index, under 5 ms", rate: 1, more: { p99: 500, consistency: "strong", rateInYear: 1, weight: 1 } },
    { name: "Rating of a product", operation: "aggregate", table: "reviews", query: "SELECT count(*), avg(rating) FROM reviews WHERE product_id = $1", performance: "Index scan, under 10 ms", rate: 60, more: { p99: 100, consistency: "eventual", rateInYear: 180, weight: 2 } },
  ],
  loads: {
    customers: { rows: 40_000, rowsInYear: 200_000 }, products: { rows: 8000, rowsInYear: 20_000 }, product_variants: { rows: 30_000, rowsInYear: 80_000, perParent: 60 },
    stock: { rows: 30_000, rowsInYear: 80_000, hottestWrites: 5 }, orders: { rows: 150_000, rowsInYear: 1_500_000 }, order_items: { rows: 450_000, rowsInYear: 4_500_000, perParent: 200 },
    payments: { rows: 160_000, rowsInYear: 1_600_000 }, reviews: { rows: 60_000, rowsInYear: 300_000, perParent: 5000 }, carts: { rows: 50_000, rowsInYear: 120_000, retentionDays: 60 },
  },
});
