// Takes back V004__fill_user_product.cypher. neo4j-migrations runs no undo: run it with cypher-shell -f, then take the version out of the chain with neo4j-migrations delete 004.

// Undo: Copy title to name in Product
MATCH (n:Product)
WHERE n.name IS NOT NULL
CALL (n) {
  REMOVE n.name
} IN TRANSACTIONS OF 1000 ROWS;

// Undo: Give User without locale its default
MATCH (n:User)
WHERE n.locale IS NOT NULL
CALL (n) {
  REMOVE n.locale
} IN TRANSACTIONS OF 1000 ROWS;
