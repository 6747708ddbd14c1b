// Takes back V001__create_constraints.cypher. neo4j-migrations runs no undo: run it with cypher-shell -f, then take the version out of the chain with neo4j-migrations delete 001.

// Undo: Add constraint session_id_unique
DROP CONSTRAINT session_id_unique IF EXISTS;

// Undo: Add constraint order_item_order_id_position_unique
DROP CONSTRAINT order_item_order_id_position_unique IF EXISTS;

// Undo: Add constraint order_id_unique
DROP CONSTRAINT order_id_unique IF EXISTS;

// Undo: Add constraint product_sku_unique
DROP CONSTRAINT product_sku_unique IF EXISTS;

// Undo: Add constraint product_id_unique
DROP CONSTRAINT product_id_unique IF EXISTS;

// Undo: Add constraint user_email_unique
DROP CONSTRAINT user_email_unique IF EXISTS;

// Undo: Add constraint user_id_unique
DROP CONSTRAINT user_id_unique IF EXISTS;
