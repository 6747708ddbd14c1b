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

CREATE CONSTRAINT user_id_key IF NOT EXISTS
FOR (n:User) REQUIRE n.id IS NODE KEY;

CREATE CONSTRAINT user_email_unique IF NOT EXISTS
FOR (n:User) REQUIRE n.email IS UNIQUE;

CREATE CONSTRAINT user_id_type IF NOT EXISTS
FOR (n:User) REQUIRE n.id IS :: STRING;

CREATE CONSTRAINT user_email_exists IF NOT EXISTS
FOR (n:User) REQUIRE n.email IS NOT NULL;

CREATE CONSTRAINT user_email_type IF NOT EXISTS
FOR (n:User) REQUIRE n.email IS :: STRING;

CREATE CONSTRAINT user_name_exists IF NOT EXISTS
FOR (n:User) REQUIRE n.name IS NOT NULL;

CREATE CONSTRAINT user_name_type IF NOT EXISTS
FOR (n:User) REQUIRE n.name IS :: STRING;

CREATE CONSTRAINT user_created_at_exists IF NOT EXISTS
FOR (n:User) REQUIRE n.createdAt IS NOT NULL;

CREATE CONSTRAINT user_created_at_type IF NOT EXISTS
FOR (n:User) REQUIRE n.createdAt IS :: ZONED DATETIME;

CREATE CONSTRAINT product_id_key IF NOT EXISTS
FOR (n:Product) REQUIRE n.id IS NODE KEY;

CREATE CONSTRAINT product_sku_unique IF NOT EXISTS
FOR (n:Product) REQUIRE n.sku IS UNIQUE;

CREATE CONSTRAINT product_id_type IF NOT EXISTS
FOR (n:Product) REQUIRE n.id IS :: STRING;

CREATE CONSTRAINT product_sku_exists IF NOT EXISTS
FOR (n:Product) REQUIRE n.sku IS NOT NULL;

CREATE CONSTRAINT product_sku_type IF NOT EXISTS
FOR (n:Product) REQUIRE n.sku IS :: STRING;

CREATE CONSTRAINT product_title_exists IF NOT EXISTS
FOR (n:Product) REQUIRE n.title IS NOT NULL;

CREATE CONSTRAINT product_title_type IF NOT EXISTS
FOR (n:Product) REQUIRE n.title IS :: STRING;

CREATE CONSTRAINT product_description_exists IF NOT EXISTS
FOR (n:Product) REQUIRE n.description IS NOT NULL;

CREATE CONSTRAINT product_description_type IF NOT EXISTS
FOR (n:Product) REQUIRE n.description IS :: STRING;

CREATE CONSTRAINT product_brand_type IF NOT EXISTS
FOR (n:Product) REQUIRE n.brand IS :: STRING;

CREATE CONSTRAINT product_price_exists IF NOT EXISTS
FOR (n:Product) REQUIRE n.price IS NOT NULL;

CREATE CONSTRAINT product_price_type IF NOT EXISTS
FOR (n:Product) REQUIRE n.price IS :: FLOAT;

CREATE CONSTRAINT product_stock_exists IF NOT EXISTS
FOR (n:Product) REQUIRE n.stock IS NOT NULL;

CREATE CONSTRAINT product_stock_type IF NOT EXISTS
FOR (n:Product) REQUIRE n.stock IS :: INTEGER;

CREATE CONSTRAINT product_tags_exists IF NOT EXISTS
FOR (n:Product) REQUIRE n.tags IS NOT NULL;

CREATE CONSTRAINT product_tags_type IF NOT EXISTS
FOR (n:Product) REQUIRE n.tags IS :: LIST<STRING NOT NULL>;

CREATE CONSTRAINT product_attributes_type IF NOT EXISTS
FOR (n:Product) REQUIRE n.attributes IS :: STRING;

CREATE CONSTRAINT product_created_at_exists IF NOT EXISTS
FOR (n:Product) REQUIRE n.createdAt IS NOT NULL;

CREATE CONSTRAINT product_created_at_type IF NOT EXISTS
FOR (n:Product) REQUIRE n.createdAt IS :: ZONED DATETIME;

CREATE CONSTRAINT order_id_key IF NOT EXISTS
FOR (n:Order) REQUIRE n.id IS NODE KEY;

CREATE CONSTRAINT order_id_type IF NOT EXISTS
FOR (n:Order) REQUIRE n.id IS :: STRING;

CREATE CONSTRAINT order_status_exists IF NOT EXISTS
FOR (n:Order) REQUIRE n.status IS NOT NULL;

CREATE CONSTRAINT order_status_type IF NOT EXISTS
FOR (n:Order) REQUIRE n.status IS :: STRING;

CREATE CONSTRAINT order_total_exists IF NOT EXISTS
FOR (n:Order) REQUIRE n.total IS NOT NULL;

CREATE CONSTRAINT order_total_type IF NOT EXISTS
FOR (n:Order) REQUIRE n.total IS :: FLOAT;

CREATE CONSTRAINT order_note_type IF NOT EXISTS
FOR (n:Order) REQUIRE n.note IS :: STRING;

CREATE CONSTRAINT order_placed_at_exists IF NOT EXISTS
FOR (n:Order) REQUIRE n.placedAt IS NOT NULL;

CREATE CONSTRAINT order_placed_at_type IF NOT EXISTS
FOR (n:Order) REQUIRE n.placedAt IS :: ZONED DATETIME;

CREATE CONSTRAINT order_item_order_id_position_key IF NOT EXISTS
FOR (n:OrderItem) REQUIRE (n.orderId, n.position) IS NODE KEY;

CREATE CONSTRAINT order_item_order_id_type IF NOT EXISTS
FOR (n:OrderItem) REQUIRE n.orderId IS :: STRING;

CREATE CONSTRAINT order_item_position_type IF NOT EXISTS
FOR (n:OrderItem) REQUIRE n.position IS :: INTEGER;

CREATE CONSTRAINT order_item_quantity_exists IF NOT EXISTS
FOR (n:OrderItem) REQUIRE n.quantity IS NOT NULL;

CREATE CONSTRAINT order_item_quantity_type IF NOT EXISTS
FOR (n:OrderItem) REQUIRE n.quantity IS :: INTEGER;

CREATE CONSTRAINT order_item_unit_price_exists IF NOT EXISTS
FOR (n:OrderItem) REQUIRE n.unitPrice IS NOT NULL;

CREATE CONSTRAINT order_item_unit_price_type IF NOT EXISTS
FOR (n:OrderItem) REQUIRE n.unitPrice IS :: FLOAT;

CREATE CONSTRAINT session_id_key IF NOT EXISTS
FOR (n:Session) REQUIRE n.id IS NODE KEY;

CREATE CONSTRAINT session_id_type IF NOT EXISTS
FOR (n:Session) REQUIRE n.id IS :: STRING;

CREATE CONSTRAINT session_data_exists IF NOT EXISTS
FOR (n:Session) REQUIRE n.data IS NOT NULL;

CREATE CONSTRAINT session_data_type IF NOT EXISTS
FOR (n:Session) REQUIRE n.data IS :: STRING;

CREATE CONSTRAINT session_expires_at_exists IF NOT EXISTS
FOR (n:Session) REQUIRE n.expiresAt IS NOT NULL;

CREATE CONSTRAINT session_expires_at_type IF NOT EXISTS
FOR (n:Session) REQUIRE n.expiresAt IS :: ZONED DATETIME;

CREATE CONSTRAINT follows_since_exists IF NOT EXISTS
FOR ()-[r:FOLLOWS]-() REQUIRE r.since IS NOT NULL;

CREATE CONSTRAINT follows_since_type IF NOT EXISTS
FOR ()-[r:FOLLOWS]-() REQUIRE r.since IS :: ZONED DATETIME;

CREATE RANGE INDEX order_status_placed_at_range IF NOT EXISTS
FOR (n:Order) ON (n.status, n.placedAt);

CREATE FULLTEXT INDEX product_fulltext IF NOT EXISTS
FOR (n:Product) ON EACH [n.sku, n.title, n.description, n.brand, n.tags];

CREATE RANGE INDEX product_brand_price_range IF NOT EXISTS
FOR (n:Product) ON (n.brand, n.price);
