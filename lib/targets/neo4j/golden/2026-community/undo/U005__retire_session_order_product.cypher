// Takes back V005__retire_session_order_product.cypher. neo4j-migrations runs no undo: run it with cypher-shell -f, then take the version out of the chain with neo4j-migrations delete 005.

// Undo: Drop index product_fulltext
CREATE FULLTEXT INDEX product_fulltext IF NOT EXISTS
FOR (n:Product) ON EACH [n.sku, n.title, n.description, n.brand, n.tags];

// Undo: Drop index order_status_placed_at_range
CREATE RANGE INDEX order_status_placed_at_range IF NOT EXISTS
FOR (n:Order) ON (n.status, n.placedAt);

// Undo: Drop constraint session_id_unique
CREATE CONSTRAINT session_id_unique IF NOT EXISTS
FOR (n:Session) REQUIRE n.id IS UNIQUE;
