// Remove Product, Order, Session
// Phase: contract
// Before: No running version reads or writes Product.title. No running version reads or writes Order.note. No running version reads or writes Session.
// Each batch is a transaction of its own. Stopped, it goes on where it was when it is run again.

// Remove title from Product
// Hazard: Versions of the application that still read Product.title find nothing.
MATCH (n:Product)
WHERE n.title IS NOT NULL
CALL (n) {
  REMOVE n.title
} IN TRANSACTIONS OF 1000 ROWS;

// Remove note from Order
// Hazard: The values of Order.note are gone for good.
// Hazard: Versions of the application that still read Order.note find nothing.
MATCH (n:Order)
WHERE n.note IS NOT NULL
CALL (n) {
  REMOVE n.note
} IN TRANSACTIONS OF 1000 ROWS;

// Delete every Session
// Hazard: Every Session and all its relationships are gone for good.
MATCH (n:Session)
CALL (n) {
  DETACH DELETE n
} IN TRANSACTIONS OF 1000 ROWS;
