// assert that edition is enterprise
// Create constraints

// Add constraint user_id_key
CREATE CONSTRAINT user_id_key IF NOT EXISTS
FOR (n:User) REQUIRE n.id IS NODE KEY;

// Add constraint user_email_unique
CREATE CONSTRAINT user_email_unique IF NOT EXISTS
FOR (n:User) REQUIRE n.email IS UNIQUE;

// Add constraint user_id_type
CREATE CONSTRAINT user_id_type IF NOT EXISTS
FOR (n:User) REQUIRE n.id IS :: STRING;

// Add constraint user_email_exists
CREATE CONSTRAINT user_email_exists IF NOT EXISTS
FOR (n:User) REQUIRE n.email IS NOT NULL;

// Add constraint user_email_type
CREATE CONSTRAINT user_email_type IF NOT EXISTS
FOR (n:User) REQUIRE n.email IS :: STRING;

// Add constraint user_name_exists
CREATE CONSTRAINT user_name_exists IF NOT EXISTS
FOR (n:User) REQUIRE n.name IS NOT NULL;

// Add constraint user_name_type
CREATE CONSTRAINT user_name_type IF NOT EXISTS
FOR (n:User) REQUIRE n.name IS :: STRING;

// Add constraint user_created_at_exists
CREATE CONSTRAINT user_created_at_exists IF NOT EXISTS
FOR (n:User) REQUIRE n.createdAt IS NOT NULL;

// Add constraint user_created_at_type
CREATE CONSTRAINT user_created_at_type IF NOT EXISTS
FOR (n:User) REQUIRE n.createdAt IS :: ZONED DATETIME;

// Add constraint product_id_key
CREATE CONSTRAINT product_id_key IF NOT EXISTS
FOR (n:Product) REQUIRE n.id IS NODE KEY;

// Add constraint product_sku_unique
CREATE CONSTRAINT product_sku_unique IF NOT EXISTS
FOR (n:Product) REQUIRE n.sku IS UNIQUE;

// Add constraint product_id_type
CREATE CONSTRAINT product_id_type IF NOT EXISTS
FOR (n:Product) REQUIRE n.id IS :: STRING;

// Add constraint product_sku_exists
CREATE CONSTRAINT product_sku_exists IF NOT EXISTS
FOR (n:Product) REQUIRE n.sku IS NOT NULL;

// Add constraint product_sku_type
CREATE CONSTRAINT product_sku_type IF NOT EXISTS
FOR (n:Product) REQUIRE n.sku IS :: STRING;

// Add constraint product_title_exists
CREATE CONSTRAINT product_title_exists IF NOT EXISTS
FOR (n:Product) REQUIRE n.title IS NOT NULL;

// Add constraint product_title_type
CREATE CONSTRAINT product_title_type IF NOT EXISTS
FOR (n:Product) REQUIRE n.title IS :: STRING;

// Add constraint product_description_exists
CREATE CONSTRAINT product_description_exists IF NOT EXISTS
FOR (n:Product) REQUIRE n.description IS NOT NULL;

// Add constraint product_description_type
CREATE CONSTRAINT product_description_type IF NOT EXISTS
FOR (n:Product) REQUIRE n.description IS :: STRING;

// Add constraint product_brand_type
CREATE CONSTRAINT product_brand_type IF NOT EXISTS
FOR (n:Product) REQUIRE n.brand IS :: STRING;

// Add constraint product_price_exists
CREATE CONSTRAINT product_price_exists IF NOT EXISTS
FOR (n:Product) REQUIRE n.price IS NOT NULL;

// Add constraint product_price_type
CREATE CONSTRAINT product_price_type IF NOT EXISTS
FOR (n:Product) REQUIRE n.price IS :: FLOAT;

// Add constraint product_stock_exists
CREATE CONSTRAINT product_stock_exists IF NOT EXISTS
FOR (n:Product) REQUIRE n.stock IS NOT NULL;

// Add constraint product_stock_type
CREATE CONSTRAINT product_stock_type IF NOT EXISTS
FOR (n:Product) REQUIRE n.stock IS :: INTEGER;

// Add constraint product_tags_exists
CREATE CONSTRAINT product_tags_exists IF NOT EXISTS
FOR (n:Product) REQUIRE n.tags IS NOT NULL;

// Add constraint product_tags_type
CREATE CONSTRAINT product_tags_type IF NOT EXISTS
FOR (n:Product) REQUIRE n.tags IS :: LIST<STRING NOT NULL>;

// Add constraint product_attributes_type
CREATE CONSTRAINT product_attributes_type IF NOT EXISTS
FOR (n:Product) REQUIRE n.attributes IS :: STRING;

// Add constraint product_created_at_exists
CREATE CONSTRAINT product_created_at_exists IF NOT EXISTS
FOR (n:Product) REQUIRE n.createdAt IS NOT NULL;

// Add constraint product_created_at_type
CREATE CONSTRAINT product_created_at_type IF NOT EXISTS
FOR (n:Product) REQUIRE n.createdAt IS :: ZONED DATETIME;

// Add constraint order_id_key
CREATE CONSTRAINT order_id_key IF NOT EXISTS
FOR (n:Order) REQUIRE n.id IS NODE KEY;

// Add constraint order_id_type
CREATE CONSTRAINT order_id_type IF NOT EXISTS
FOR (n:Order) REQUIRE n.id IS :: STRING;

// Add constraint order_status_exists
CREATE CONSTRAINT order_status_exists IF NOT EXISTS
FOR (n:Order) REQUIRE n.status IS NOT NULL;

// Add constraint order_status_type
CREATE CONSTRAINT order_status_type IF NOT EXISTS
FOR (n:Order) REQUIRE n.status IS :: STRING;

// Add constraint order_total_exists
CREATE CONSTRAINT order_total_exists IF NOT EXISTS
FOR (n:Order) REQUIRE n.total IS NOT NULL;

// Add constraint order_total_type
CREATE CONSTRAINT order_total_type IF NOT EXISTS
FOR (n:Order) REQUIRE n.total IS :: FLOAT;

// Add constraint order_note_type
CREATE CONSTRAINT order_note_type IF NOT EXISTS
FOR (n:Order) REQUIRE n.note IS :: STRING;

// Add constraint order_placed_at_exists
CREATE CONSTRAINT order_placed_at_exists IF NOT EXISTS
FOR (n:Order) REQUIRE n.placedAt IS NOT NULL;

// Add constraint order_placed_at_type
CREATE CONSTRAINT order_placed_at_type IF NOT EXISTS
FOR (n:Order) REQUIRE n.placedAt IS :: ZONED DATETIME;

// Add constraint order_item_order_id_position_key
CREATE CONSTRAINT order_item_order_id_position_key IF NOT EXISTS
FOR (n:OrderItem) REQUIRE (n.orderId, n.position) IS NODE KEY;

// Add constraint order_item_order_id_type
CREATE CONSTRAINT order_item_order_id_type IF NOT EXISTS
FOR (n:OrderItem) REQUIRE n.orderId IS :: STRING;

// Add constraint order_item_position_type
CREATE CONSTRAINT order_item_position_type IF NOT EXISTS
FOR (n:OrderItem) REQUIRE n.position IS :: INTEGER;

// Add constraint order_item_quantity_exists
CREATE CONSTRAINT order_item_quantity_exists IF NOT EXISTS
FOR (n:OrderItem) REQUIRE n.quantity IS NOT NULL;

// Add constraint order_item_quantity_type
CREATE CONSTRAINT order_item_quantity_type IF NOT EXISTS
FOR (n:OrderItem) REQUIRE n.quantity IS :: INTEGER;

// Add constraint order_item_unit_price_exists
CREATE CONSTRAINT order_item_unit_price_exists IF NOT EXISTS
FOR (n:OrderItem) REQUIRE n.unitPrice IS NOT NULL;

// Add constraint order_item_unit_price_type
CREATE CONSTRAINT order_item_unit_price_type IF NOT EXISTS
FOR (n:OrderItem) REQUIRE n.unitPrice IS :: FLOAT;

// Add constraint session_id_key
CREATE CONSTRAINT session_id_key IF NOT EXISTS
FOR (n:Session) REQUIRE n.id IS NODE KEY;

// Add constraint session_id_type
CREATE CONSTRAINT session_id_type IF NOT EXISTS
FOR (n:Session) REQUIRE n.id IS :: STRING;

// Add constraint session_data_exists
CREATE CONSTRAINT session_data_exists IF NOT EXISTS
FOR (n:Session) REQUIRE n.data IS NOT NULL;

// Add constraint session_data_type
CREATE CONSTRAINT session_data_type IF NOT EXISTS
FOR (n:Session) REQUIRE n.data IS :: STRING;

// Add constraint session_expires_at_exists
CREATE CONSTRAINT session_expires_at_exists IF NOT EXISTS
FOR (n:Session) REQUIRE n.expiresAt IS NOT NULL;

// Add constraint session_expires_at_type
CREATE CONSTRAINT session_expires_at_type IF NOT EXISTS
FOR (n:Session) REQUIRE n.expiresAt IS :: ZONED DATETIME;

// Add constraint follows_since_exists
CREATE CONSTRAINT follows_since_exists IF NOT EXISTS
FOR ()-[r:FOLLOWS]-() REQUIRE r.since IS NOT NULL;

// Add constraint follows_since_type
CREATE CONSTRAINT follows_since_type IF NOT EXISTS
FOR ()-[r:FOLLOWS]-() REQUIRE r.since IS :: ZONED DATETIME;
