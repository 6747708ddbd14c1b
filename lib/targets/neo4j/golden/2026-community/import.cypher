// Import from CSV files with the drawn column names in their heads, in the server's import folder. Run it with cypher-shell (in Browser with :auto before each);
// batches of 1000 rows, safe to run again where nodes have a key. For other sources hand the rows over as a parameter:
// UNWIND $rows AS row in the place of LOAD CSV.

// User from users
LOAD CSV WITH HEADERS FROM 'file:///users.csv' AS row
CALL (row) {
  MERGE (n:User {id: row.id})
  SET n.email = coalesce(row.email, ''),
      n.name = coalesce(row.name, ''),
      n.createdAt = datetime(row.created_at)
} IN TRANSACTIONS OF 1000 ROWS;

// Product from products
LOAD CSV WITH HEADERS FROM 'file:///products.csv' AS row
CALL (row) {
  MERGE (n:Product {id: row.id})
  SET n.sku = coalesce(row.sku, ''),
      n.title = coalesce(row.title, ''),
      n.description = coalesce(row.description, ''),
      n.brand = row.brand,
      n.price = toFloat(row.price),
      n.stock = toInteger(row.stock),
      n.tags = [item IN split(row.tags, ';')],
      n.attributes = row.attributes,
      n.createdAt = datetime(row.created_at)
} IN TRANSACTIONS OF 1000 ROWS;

// Order from orders
LOAD CSV WITH HEADERS FROM 'file:///orders.csv' AS row
CALL (row) {
  MERGE (n:Order {id: row.id})
  SET n.status = row.status,
      n.total = toFloat(row.total),
      n.note = row.note,
      n.placedAt = datetime(row.placed_at)
} IN TRANSACTIONS OF 1000 ROWS;

// OrderItem from order_items
LOAD CSV WITH HEADERS FROM 'file:///order_items.csv' AS row
CALL (row) {
  MERGE (n:OrderItem {orderId: row.order_id, position: toInteger(row.position)})
  SET n.quantity = toInteger(row.quantity),
      n.unitPrice = toFloat(row.unit_price)
} IN TRANSACTIONS OF 1000 ROWS;

// Session from sessions
LOAD CSV WITH HEADERS FROM 'file:///sessions.csv' AS row
CALL (row) {
  MERGE (n:Session {id: row.id})
  SET n.data = row.data,
      n.expiresAt = datetime(row.expires_at)
} IN TRANSACTIONS OF 1000 ROWS;

// PLACED from orders
LOAD CSV WITH HEADERS FROM 'file:///orders.csv' AS row
CALL (row) {
  MATCH (a:User {id: row.user_id})
  MATCH (b:Order {id: row.id})
  MERGE (a)-[r:PLACED]->(b)
} IN TRANSACTIONS OF 1000 ROWS;

// HAS_ITEM from order_items
LOAD CSV WITH HEADERS FROM 'file:///order_items.csv' AS row
CALL (row) {
  MATCH (a:Order {id: row.order_id})
  MATCH (b:OrderItem {orderId: row.order_id, position: toInteger(row.position)})
  MERGE (a)-[r:HAS_ITEM]->(b)
} IN TRANSACTIONS OF 1000 ROWS;

// OF_PRODUCT from order_items
LOAD CSV WITH HEADERS FROM 'file:///order_items.csv' AS row
CALL (row) {
  MATCH (a:OrderItem {orderId: row.order_id, position: toInteger(row.position)})
  MATCH (b:Product {id: row.product_id})
  MERGE (a)-[r:OF_PRODUCT]->(b)
} IN TRANSACTIONS OF 1000 ROWS;

// HAS_SESSION from sessions
LOAD CSV WITH HEADERS FROM 'file:///sessions.csv' AS row
CALL (row) {
  MATCH (a:User {id: row.user_id})
  MATCH (b:Session {id: row.id})
  MERGE (a)-[r:HAS_SESSION]->(b)
} IN TRANSACTIONS OF 1000 ROWS;

// FOLLOWS from follows
LOAD CSV WITH HEADERS FROM 'file:///follows.csv' AS row
CALL (row) {
  MATCH (a:User {id: row.follower_id})
  MATCH (b:User {id: row.followed_id})
  MERGE (a)-[r:FOLLOWS]->(b)
  SET r.since = datetime(row.since)
} IN TRANSACTIONS OF 1000 ROWS;
