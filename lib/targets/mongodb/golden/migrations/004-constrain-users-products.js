// Constrain users, products
// Phase: constrain
// Before: The data migration has run to its end, and no running version writes the old shape.
const { Decimal128 } = require("mongodb");

module.exports = {
  /**
   * @param db {import('mongodb').Db}
   * @returns {Promise<void>}
   */
  async up(db) {
    // Refuse documents of users that are not of the new shape
    // Note: Reads users once to make sure that no document breaks the new rules.
    await db.collection("users").aggregate([
      {
        $match: {
          $nor: [
            {
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
                  schemaVersion: {
                    bsonType: "int",
                    minimum: 2,
                    description: "Counts the shapes that documents of this collection have had",
                  },
                },
              },
            },
          ],
        },
      },
      { $limit: 1 },
      { $project: { refused: { $toInt: "Documents of users are not of version 2 yet: run the data migration first" } } },
    ]).toArray();
    await db.command({ collMod: "users", validationLevel: "strict", validationAction: "error" });
    // Refuse documents of products that are not of the new shape
    // Note: Reads products once to make sure that no document breaks the new rules.
    await db.collection("products").aggregate([
      {
        $match: {
          $nor: [
            {
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
                  schemaVersion: {
                    bsonType: "int",
                    minimum: 2,
                    description: "Counts the shapes that documents of this collection have had",
                  },
                },
              },
            },
          ],
        },
      },
      { $limit: 1 },
      { $project: { refused: { $toInt: "Documents of products are not of version 2 yet: run the data migration first" } } },
    ]).toArray();
    await db.command({ collMod: "products", validationLevel: "strict", validationAction: "error" });
    // Build index name_text_description_text_brand_text_tags_text on products anew
    // Mind: Building name_text_description_text_brand_text_tags_text reads every document of products; writes go on, and are locked out for a moment at its beginning and end.
    await db.collection("products").dropIndex("title_text_description_text_brand_text_tags_text");
    await db.collection("products").createIndexes([
      {
        key: { name: "text", description: "text", brand: "text", tags: "text" },
        name: "name_text_description_text_brand_text_tags_text",
        weights: { name: 10, description: 1, brand: 1, tags: 1 },
      },
    ]);
  },

  /**
   * @param db {import('mongodb').Db}
   * @returns {Promise<void>}
   */
  async down(db) {
    await db.collection("products").dropIndex("name_text_description_text_brand_text_tags_text");
    await db.collection("products").createIndexes([
      {
        key: { title: "text", description: "text", brand: "text", tags: "text" },
        name: "title_text_description_text_brand_text_tags_text",
        weights: { title: 10, description: 1, brand: 1, tags: 1 },
      },
    ]);
    await db.command({ collMod: "products", validationLevel: "moderate", validationAction: "warn" });
    await db.command({ collMod: "users", validationLevel: "moderate", validationAction: "warn" });
  },
};
