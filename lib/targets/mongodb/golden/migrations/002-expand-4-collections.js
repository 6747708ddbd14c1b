// Expand 4 collections
// Phase: expand
const { Decimal128 } = require("mongodb");

module.exports = {
  /**
   * @param db {import('mongodb').Db}
   * @returns {Promise<void>}
   */
  async up(db) {
    // Create collection reviews
    await db.createCollection("reviews", {
      validator: {
        $jsonSchema: {
          bsonType: "object",
          title: "reviews",
          description: "What buyers say",
          required: ["_id", "product_id", "user_id", "stars", "created_at", "schemaVersion"],
          properties: {
            _id: { bsonType: "binData" },
            product_id: { bsonType: "binData" },
            user_id: { bsonType: "binData" },
            stars: { bsonType: "int", minimum: 1, maximum: 5 },
            body: { bsonType: ["string", "null"] },
            created_at: { bsonType: "date" },
            schemaVersion: { bsonType: "int", minimum: 1, description: "Counts the shapes that documents of this collection have had" },
          },
        },
      },
      validationLevel: "strict",
      validationAction: "error",
    });
    await db.collection("reviews").createIndexes([
      { key: { product_id: 1, created_at: -1 }, name: "product_id_1_created_at_-1" },
      { key: { user_id: 1 }, name: "user_id_1" },
    ]);
    // Warn of documents of users that are not of the new shape
    // Note: Until the next migration wrong documents of users are logged, not refused.
    await db.command({
      collMod: "users",
      validator: {
        $jsonSchema: {
          bsonType: "object",
          title: "users",
          description: "People who buy",
          required: ["_id", "email", "name", "created_at", "locale", "schemaVersion"],
          properties: {
            _id: { bsonType: "binData" },
            email: { bsonType: "string", maxLength: 255 },
            name: { bsonType: "string", maxLength: 120 },
            created_at: { bsonType: "date" },
            locale: { bsonType: "string", maxLength: 10 },
            schemaVersion: { bsonType: "int", minimum: 2, description: "Counts the shapes that documents of this collection have had" },
          },
        },
      },
      validationLevel: "moderate",
      validationAction: "warn",
    });
    // Warn of documents of products that are not of the new shape
    // Note: Until the next migration wrong documents of products are logged, not refused.
    await db.command({
      collMod: "products",
      validator: {
        $jsonSchema: {
          bsonType: "object",
          title: "products",
          description: "What is sold",
          required: ["_id", "sku", "description", "price", "tags", "created_at", "name", "stock", "schemaVersion"],
          properties: {
            _id: { bsonType: "binData" },
            sku: { bsonType: "string", maxLength: 40 },
            description: { bsonType: "string" },
            brand: { bsonType: ["string", "null"], maxLength: 80 },
            price: { bsonType: "decimal", minimum: Decimal128.fromString("0") },
            tags: { bsonType: "array", maxItems: 1000, items: { bsonType: "string" } },
            attributes: { bsonType: ["object", "array", "null"] },
            created_at: { bsonType: "date" },
            name: { bsonType: "string", maxLength: 200 },
            stock: { bsonType: ["int", "long"], minimum: 0 },
            schemaVersion: { bsonType: "int", minimum: 2, description: "Counts the shapes that documents of this collection have had" },
          },
        },
      },
      validationLevel: "moderate",
      validationAction: "warn",
    });
    // Change orders: change status, drop note
    await db.command({
      collMod: "orders",
      validator: {
        $jsonSchema: {
          bsonType: "object",
          title: "orders",
          description: "Placed orders",
          required: ["_id", "user_id", "status", "total", "placed_at", "items", "schemaVersion"],
          properties: {
            _id: { bsonType: "binData" },
            user_id: { bsonType: "binData" },
            status: { bsonType: "string", enum: ["new", "paid", "shipped", "cancelled", "returned"] },
            total: { bsonType: "decimal" },
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
  },

  /**
   * @param db {import('mongodb').Db}
   * @returns {Promise<void>}
   */
  async down(db) {
    await db.command({
      collMod: "orders",
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
    await db.command({
      collMod: "products",
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
    await db.command({
      collMod: "users",
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
    await db.dropCollection("reviews");
  },
};
