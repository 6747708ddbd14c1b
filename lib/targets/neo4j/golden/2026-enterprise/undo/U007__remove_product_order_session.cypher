// Takes back V007__remove_product_order_session.cypher. neo4j-migrations runs no undo: run it with cypher-shell -f, then take the version out of the chain with neo4j-migrations delete 007.

// Undo: Delete every Session
// Does not come back: every Session with its relationships

// Undo: Remove note from Order
// Does not come back: the values of Order.note

// Undo: Remove title from Product
MATCH (n:Product)
WHERE n.name IS NOT NULL AND n.title IS NULL
CALL (n) {
  SET n.title = n.name
} IN TRANSACTIONS OF 1000 ROWS;
