// Fill User, Product
// Phase: backfill
// Before: Every running version writes both Product.title and name.
// Each batch is a transaction of its own. Stopped, it goes on where it was when it is run again.

// Give User without locale its default
MATCH (n:User)
WHERE n.locale IS NULL
CALL (n) {
  SET n.locale = 'en'
} IN TRANSACTIONS OF 1000 ROWS;

// Copy title to name in Product
MATCH (n:Product)
WHERE n.title IS NOT NULL AND n.name IS NULL
CALL (n) {
  SET n.name = n.title
} IN TRANSACTIONS OF 1000 ROWS;
