// Takes back V003__expand_review_product.cypher. neo4j-migrations runs no undo: run it with cypher-shell -f, then take the version out of the chain with neo4j-migrations delete 003.

// Undo: Add index product_fulltext_v2
DROP INDEX product_fulltext_v2 IF EXISTS;

// Undo: Add constraint review_id_unique
DROP CONSTRAINT review_id_unique IF EXISTS;
