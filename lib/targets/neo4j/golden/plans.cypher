// p.user
// by constraint user_email_unique: 1 seek
MATCH (user:User {email: $email})
RETURN user;

// p.order
// by constraint order_id_key: 1 seek, about 3 relationships for each Order
MATCH (order:Order {id: $id})
OPTIONAL MATCH (order)-[:HAS_ITEM]->(orderItem:OrderItem)
WITH order, collect(orderItem) AS orderItems
RETURN order, orderItems
LIMIT 1;

// p.orders
// by constraint user_id_key, then PLACED: 1 seek, about 10 relationships walked
MATCH (user:User {id: $userId})-[:PLACED]->(order:Order)
RETURN order
ORDER BY order.placedAt DESC
LIMIT 20;

// p.status
// by index order_status_placed_at_range: 1 seek, 100 nodes read in index order
MATCH (order:Order {status: $status})
WHERE order.placedAt >= $from AND order.placedAt < $to
RETURN order
ORDER BY order.placedAt DESC
LIMIT 100;

// p.place
// by one transaction with order_items, products: 1 seek, 1 node, 1 relationship
MATCH (user:User {id: $userId})
CREATE (order:Order {id: $id, status: coalesce($status, 'new'), total: $total, note: $note, placedAt: coalesce($placedAt, datetime())})
CREATE (user)-[:PLACED]->(order)
WITH order
UNWIND $orderItems AS row
MATCH (product:Product {id: row.productId})
CREATE (orderItem:OrderItem {orderId: order.id, position: row.position, quantity: row.quantity, unitPrice: row.unitPrice})
CREATE (order)-[:HAS_ITEM]->(orderItem)
CREATE (orderItem)-[:OF_PRODUCT]->(product);

// p.search
// by full-text index product_fulltext: O(log n) for each word, by Lucene
// Lucene's query language forgives typing errors only where the application writes them in (word~1), and what is written shortly before may be missing when the index is eventually consistent: a search engine answers each keystroke better.
CALL db.index.fulltext.queryNodes('product_fulltext', $query, {limit: 10})
YIELD node, score
RETURN node, score;

// p.brand
// by index product_brand_price_range: 1 seek, 50 nodes read in index order
MATCH (product:Product {brand: $brand})
WHERE product.price IS NOT NULL
RETURN product
ORDER BY product.price
LIMIT 50;

// p.session
// by constraint session_id_key: 1 seek
MATCH (session:Session {id: $id})
RETURN session;

// p.sessions
// by constraint user_id_key, then HAS_SESSION: 1 seek, about 1 relationships walked
MATCH (user:User {id: $userId})-[:HAS_SESSION]->(session:Session)
RETURN session
LIMIT 10;

// p.metric
// metrics is not in the graph: this is answered by the store that keeps it.

// p.measure
// metrics is not in the graph: this is answered by the store that keeps it.

// p.followers
// by constraint user_id_key, then FOLLOWS: 1 seek, about 15 relationships walked
MATCH (follower:User)-[follow:FOLLOWS]->(followed:User {id: $followedId})
RETURN follow, follower, followed
LIMIT 100;

// p.reach
// by constraint user_id_key, then FOLLOWS: about 3,615 relationships walked (15 on average at each of 3 steps)
MATCH (user:User {id: $id})-[:FOLLOWS]->{1,3}(reached:User)
WHERE reached <> user
RETURN DISTINCT reached
LIMIT 50;