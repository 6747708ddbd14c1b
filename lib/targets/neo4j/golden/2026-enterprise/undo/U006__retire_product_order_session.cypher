// assert that edition is enterprise
// Takes back V006__retire_product_order_session.cypher. neo4j-migrations runs no undo: run it with cypher-shell -f, then take the version out of the chain with neo4j-migrations delete 006.

// Undo: Drop index product_fulltext
CREATE FULLTEXT INDEX product_fulltext IF NOT EXISTS
FOR (n:Product) ON EACH [n.sku, n.title, n.description, n.brand, n.tags];

// Undo: Drop index order_status_placed_at_range
CREATE RANGE INDEX order_status_placed_at_range IF NOT EXISTS
FOR (n:Order) ON (n.status, n.placedAt);

// Undo: Drop constraint session_expires_at_type
CREATE CONSTRAINT session_expires_at_type IF NOT EXISTS
FOR (n:Session) REQUIRE n.expiresAt IS :: ZONED DATETIME;

// Undo: Drop constraint session_expires_at_exists
CREATE CONSTRAINT session_expires_at_exists IF NOT EXISTS
FOR (n:Session) REQUIRE n.expiresAt IS NOT NULL;

// Undo: Drop constraint session_data_type
CREATE CONSTRAINT session_data_type IF NOT EXISTS
FOR (n:Session) REQUIRE n.data IS :: STRING;

// Undo: Drop constraint session_data_exists
CREATE CONSTRAINT session_data_exists IF NOT EXISTS
FOR (n:Session) REQUIRE n.data IS NOT NULL;

// Undo: Drop constraint session_id_type
CREATE CONSTRAINT session_id_type IF NOT EXISTS
FOR (n:Session) REQUIRE n.id IS :: STRING;

// Undo: Drop constraint session_id_key
CREATE CONSTRAINT session_id_key IF NOT EXISTS
FOR (n:Session) REQUIRE n.id IS NODE KEY;

// Undo: Drop constraint order_note_type
CREATE CONSTRAINT order_note_type IF NOT EXISTS
FOR (n:Order) REQUIRE n.note IS :: STRING;

// Undo: Drop constraint product_title_type
CREATE CONSTRAINT product_title_type IF NOT EXISTS
FOR (n:Product) REQUIRE n.title IS :: STRING;
