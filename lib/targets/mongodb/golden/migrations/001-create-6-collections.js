// Create 6 collections
const { Decimal128 } = require("mongodb");

module.exports = {
  /**
   * @param db {import('mongodb').Db}
   * @returns {Promise<void>}
   */
  async up(db) {
    // Create collection users
    await db.createCollection("users", {
      validator: {
        $jsonSchema: {
          bsonType: "object",
          title: "users",
          description: "People who buy",
          required: ["_id", "email", "name", "created_at", "schemaVersion"],
          properties: {
            _id: { bsonType: "binData" },
            email: { bsonType: "string", maxLength: 255 },
            name: { bsonType: "string", maxLength: 120 },
            created_at: { bsonType: "date" },
            schemaVersion: { bsonType: "int", minimum: 1, description: "Counts the shapes that documents of this collection have had" },
          },
        },
      },
      validationLevel: "strict",
      validationAction: "error",
    });
    await db.collection("users").createIndexes([{ key: { email: 1 }, name: "email_1", unique: true }]);
    // Create collection products
    await db.createCollection("products", {
      validator: {
        $jsonSchema: {
          bsonType: "object",
          title: "products",
          description: "What is sold",
          required: ["_id", "sku", "title", "description", "price", "stock", "tags", "created_at", "schemaVersion"],
          properties: {
            _id: { bsonType: "binData" },
            sku: { bsonType: "string", maxLength: 40 },
            title: { bsonType: "string", maxLength: 200 },
            description: { bsonType: "string" },
            brand: { bsonType: ["string", "null"], maxLength: 80 },
            price: { bsonType: "decimal", minimum: Decimal128.fromString("0") },
            stock: { bsonType: "int", minimum: 0 },
            tags: { bsonType: "array", maxItems: 1000, items: { bsonType: "string" } },
            attributes: { bsonType: ["object", "array", "null"] },
            created_at: { bsonType: "date" },
            schemaVersion: { bsonType: "int", minimum: 1, description: "Counts the shapes that documents of this collection have had" },
          },
        },
      },
      validationLevel: "strict",
      validationAction: "error",
    });
    await db.collection("products").createIndexes([
      { key: { sku: 1 }, name: "sku_1", unique: true },
      { key: { brand: 1, price: 1 }, name: "brand_1_price_1" },
      {
        key: { title: "text", description: "text", brand: "text", tags: "text" },
        name: "title_text_description_text_brand_text_tags_text",
        weights: { title: 10, description: 1, brand: 1, tags: 1 },
      },
    ]);
    // Create collection orders
    await db.createCollection("orders", {
      validator: {
        $jsonSchema: {
          bsonType: "object",
          title: "orders",
          description: "Placed orders",
          required: ["_id", "user_id", "status", "total", "placed_at", "items", "schemaVersion"],
          properties: {
            _id: { bsonType: "binData" },
            user_id: { bsonType: "binData" },
            status: { bsonType: "string", enum: ["new", "paid", "shipped", "cancelled"] },
            total: { bsonType: "decimal" },
            note: { bsonType: ["string", "null"] },
            placed_at: { bsonType: "date" },
            items: {
              bsonType: "array",
              maxItems: 40,
              items: {
                bsonType: "object",
                required: ["position", "product_id", "quantity", "unit_price"],
                properties: {
                  position: { bsonType: "int" },
                  product_id: { bsonType: "binData" },
                  quantity: { bsonType: "int", minimum: 0, exclusiveMinimum: true },
                  unit_price: { bsonType: "decimal" },
                },
              },
            },
            schemaVersion: { bsonType: "int", minimum: 1, description: "Counts the shapes that documents of this collection have had" },
          },
        },
      },
      validationLevel: "strict",
      validationAction: "error",
    });
    await db.collection("orders").createIndexes([
      { key: { user_id: 1, placed_at: -1 }, name: "user_id_1_placed_at_-1" },
      { key: { status: 1, placed_at: -1 }, name: "status_1_placed_at_-1" },
    ]);
    // Create collection sessions
    await db.createCollection("sessions", {
      validator: {
        $jsonSchema: {
          bsonType: "object",
          title: "sessions",
          description: "Signed-in browsers",
          required: ["_id", "user_id", "data", "expires_at", "schemaVersion"],
          properties: {
            _id: { bsonType: "binData" },
            user_id: { bsonType: "binData" },
            data: { bsonType: ["object", "array"] },
            expires_at: { bsonType: "date" },
            schemaVersion: { bsonType: "int", minimum: 1, description: "Counts the shapes that documents of this collection have had" },
          },
        },
      },
      validationLevel: "strict",
      validationAction: "error",
    });
    await db.collection("sessions").createIndexes([{ key: { user_id: 1 }, name: "user_id_1" }, { key: { expires_at: 1 }, name: "expires_at_1", expireAfterSeconds: 0 }]);
    // Create time series collection metrics
    await db.createCollection("metrics", { timeseries: { timeField: "at", metaField: "meta", granularity: "seconds" }, expireAfterSeconds: 7776000 });
    await db.collection("metrics").createIndexes([{ key: { "meta.host": 1, "meta.name": 1, at: 1 }, name: "meta.host_1_meta.name_1_at_1" }]);
    // Create collection follows
    await db.createCollection("follows", {
      validator: {
        $jsonSchema: {
          bsonType: "object",
          title: "follows",
          description: "Who follows whom",
          required: ["_id", "follower_id", "followed_id", "since", "schemaVersion"],
          properties: {
            _id: { bsonType: "objectId" },
            follower_id: { bsonType: "binData" },
            followed_id: { bsonType: "binData" },
            since: { bsonType: "date" },
            schemaVersion: { bsonType: "int", minimum: 1, description: "Counts the shapes that documents of this collection have had" },
          },
        },
      },
      validationLevel: "strict",
      validationAction: "error",
    });
    await db.collection("follows").createIndexes([
      { key: { follower_id: 1, followed_id: 1 }, name: "follower_id_1_followed_id_1", unique: true },
      { key: { followed_id: 1 }, name: "followed_id_1" },
    ]);
  },

  /**
   * @param db {import('mongodb').Db}
   * @returns {Promise<void>}
   */
  async down(db) {
    await db.dropCollection("follows");
    await db.dropCollection("metrics");
    await db.dropCollection("sessions");
    await db.dropCollection("orders");
    await db.dropCollection("products");
    await db.dropCollection("users");
  },
};
