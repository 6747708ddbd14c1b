// Create constraints

// Add constraint user_id_unique
CREATE CONSTRAINT user_id_unique IF NOT EXISTS
FOR (n:User) REQUIRE n.id IS UNIQUE;

// Add constraint user_email_unique
CREATE CONSTRAINT user_email_unique IF NOT EXISTS
FOR (n:User) REQUIRE n.email IS UNIQUE;

// Add constraint product_id_unique
CREATE CONSTRAINT product_id_unique IF NOT EXISTS
FOR (n:Product) REQUIRE n.id IS UNIQUE;

// Add constraint product_sku_unique
CREATE CONSTRAINT product_sku_unique IF NOT EXISTS
FOR (n:Product) REQUIRE n.sku IS UNIQUE;

// Add constraint order_id_unique
CREATE CONSTRAINT order_id_unique IF NOT EXISTS
FOR (n:Order) REQUIRE n.id IS UNIQUE;

// Add constraint order_item_order_id_position_unique
CREATE CONSTRAINT order_item_order_id_position_unique IF NOT EXISTS
FOR (n:OrderItem) REQUIRE (n.orderId, n.position) IS UNIQUE;

// Add constraint session_id_unique
CREATE CONSTRAINT session_id_unique IF NOT EXISTS
FOR (n:Session) REQUIRE n.id IS UNIQUE;
