// Contract products, orders, sessions
// Phase: contract
// Before: No running version of the application reads what goes, and a dump of it is kept.
// Then: node data_migrations/005-contract-products-orders-sessions.js

module.exports = {
  /**
   * @param db {import('mongodb').Db}
   * @returns {Promise<void>}
   */
  async up(db) {
    // Drop index status_1_placed_at_-1 of orders
    await db.collection("orders").dropIndex("status_1_placed_at_-1");
    // Drop collection sessions
    // Danger: All documents of sessions are gone. Take a mongodump of it first.
    await db.dropCollection("sessions");
  },

  /**
   * @param db {import('mongodb').Db}
   * @returns {Promise<void>}
   */
  async down(db) {
    // Lossy: The documents of sessions are gone.
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
    await db.collection("orders").createIndexes([{ key: { status: 1, placed_at: -1 }, name: "status_1_placed_at_-1" }]);
  },
};
