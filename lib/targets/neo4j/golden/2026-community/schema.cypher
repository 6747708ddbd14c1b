// The graph and its schema: safe to run again, since every statement says IF NOT EXISTS.
//
// (:User)  People who buy
//   id STRING: required; uuid text
//   email STRING: required
//   name STRING: required
//   createdAt ZONED DATETIME: required; default datetime()
// (:Product)  What is sold
//   id STRING: required; uuid text
//   sku STRING: required
//   title STRING: required
//   description STRING: required
//   brand STRING
//   price FLOAT: required
//   stock INTEGER: required; default 0
//   tags LIST<STRING NOT NULL>: required
//   attributes STRING: json
//   createdAt ZONED DATETIME: required; default datetime()
// (:Order)  Placed orders
//   id STRING: required; uuid text
//   status STRING: required; one of new, paid, shipped, cancelled; default 'new'
//   total FLOAT: required
//   note STRING
//   placedAt ZONED DATETIME: required; default datetime()
// (:OrderItem)  Lines of an order
//   orderId STRING: required; uuid text
//   position INTEGER: required
//   quantity INTEGER: required
//   unitPrice FLOAT: required
// (:Session)  Signed-in browsers
//   id STRING: required; uuid text
//   data STRING: required; json
//   expiresAt ZONED DATETIME: required
// (:User)-[:PLACED]->(:Order)
// (:Order)-[:HAS_ITEM]->(:OrderItem)
// (:OrderItem)-[:OF_PRODUCT]->(:Product)
// (:User)-[:HAS_SESSION]->(:Session)
// (:User)-[:FOLLOWS]->(:User)  Who follows whom
//   since ZONED DATETIME: required; default datetime()

CREATE CONSTRAINT user_id_unique IF NOT EXISTS
FOR (n:User) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT user_email_unique IF NOT EXISTS
FOR (n:User) REQUIRE n.email IS UNIQUE;

CREATE CONSTRAINT product_id_unique IF NOT EXISTS
FOR (n:Product) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT product_sku_unique IF NOT EXISTS
FOR (n:Product) REQUIRE n.sku IS UNIQUE;

CREATE CONSTRAINT order_id_unique IF NOT EXISTS
FOR (n:Order) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT order_item_order_id_position_unique IF NOT EXISTS
FOR (n:OrderItem) REQUIRE (n.orderId, n.position) IS UNIQUE;

CREATE CONSTRAINT session_id_unique IF NOT EXISTS
FOR (n:Session) REQUIRE n.id IS UNIQUE;

CREATE RANGE INDEX order_status_placed_at_range IF NOT EXISTS
FOR (n:Order) ON (n.status, n.placedAt);

CREATE FULLTEXT INDEX product_fulltext IF NOT EXISTS
FOR (n:Product) ON EACH [n.sku, n.title, n.description, n.brand, n.tags];

CREATE RANGE INDEX product_brand_price_range IF NOT EXISTS
FOR (n:Product) ON (n.brand, n.price);
