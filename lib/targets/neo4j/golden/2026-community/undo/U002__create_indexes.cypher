// Takes back V002__create_indexes.cypher. neo4j-migrations runs no undo: run it with cypher-shell -f, then take the version out of the chain with neo4j-migrations delete 002.

// Undo: Add index product_brand_price_range
DROP INDEX product_brand_price_range IF EXISTS;

// Undo: Add index product_fulltext
DROP INDEX product_fulltext IF EXISTS;

// Undo: Add index order_status_placed_at_range
DROP INDEX order_status_placed_at_range IF EXISTS;
