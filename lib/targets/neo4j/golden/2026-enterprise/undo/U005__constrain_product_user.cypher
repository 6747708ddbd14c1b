// assert that edition is enterprise
// Takes back V005__constrain_product_user.cypher. neo4j-migrations runs no undo: run it with cypher-shell -f, then take the version out of the chain with neo4j-migrations delete 005.

// Undo: Add constraint product_name_exists
DROP CONSTRAINT product_name_exists IF EXISTS;

// Undo: Add constraint user_locale_exists
DROP CONSTRAINT user_locale_exists IF EXISTS;

// Undo: Drop constraint product_title_exists
CREATE CONSTRAINT product_title_exists IF NOT EXISTS
FOR (n:Product) REQUIRE n.title IS NOT NULL;
