// Takes back V003__expand_user_product_review.cypher. neo4j-migrations runs no undo: run it with cypher-shell -f, then take the version out of the chain with neo4j-migrations delete 003.

// Undo: Add index product_fulltext_v2
DROP INDEX product_fulltext_v2 IF EXISTS;

// Undo: Add constraint review_created_at_type
DROP CONSTRAINT review_created_at_type IF EXISTS;

// Undo: Add constraint review_created_at_exists
DROP CONSTRAINT review_created_at_exists IF EXISTS;

// Undo: Add constraint review_body_type
DROP CONSTRAINT review_body_type IF EXISTS;

// Undo: Add constraint review_stars_type
DROP CONSTRAINT review_stars_type IF EXISTS;

// Undo: Add constraint review_stars_exists
DROP CONSTRAINT review_stars_exists IF EXISTS;

// Undo: Add constraint review_id_type
DROP CONSTRAINT review_id_type IF EXISTS;

// Undo: Add constraint review_id_key
DROP CONSTRAINT review_id_key IF EXISTS;

// Undo: Add constraint product_name_type
DROP CONSTRAINT product_name_type IF EXISTS;

// Undo: Add constraint user_locale_type
DROP CONSTRAINT user_locale_type IF EXISTS;
