// Takes back V001__create_constraints.cypher. neo4j-migrations runs no undo: run it with cypher-shell -f, then take the version out of the chain with neo4j-migrations delete 001.

// Undo: Add constraint follows_since_type
DROP CONSTRAINT follows_since_type IF EXISTS;

// Undo: Add constraint follows_since_exists
DROP CONSTRAINT follows_since_exists IF EXISTS;

// Undo: Add constraint session_expires_at_type
DROP CONSTRAINT session_expires_at_type IF EXISTS;

// Undo: Add constraint session_expires_at_exists
DROP CONSTRAINT session_expires_at_exists IF EXISTS;

// Undo: Add constraint session_data_type
DROP CONSTRAINT session_data_type IF EXISTS;

// Undo: Add constraint session_data_exists
DROP CONSTRAINT session_data_exists IF EXISTS;

// Undo: Add constraint session_id_type
DROP CONSTRAINT session_id_type IF EXISTS;

// Undo: Add constraint session_id_key
DROP CONSTRAINT session_id_key IF EXISTS;

// Undo: Add constraint order_item_unit_price_type
DROP CONSTRAINT order_item_unit_price_type IF EXISTS;

// Undo: Add constraint order_item_unit_price_exists
DROP CONSTRAINT order_item_unit_price_exists IF EXISTS;

// Undo: Add constraint order_item_quantity_type
DROP CONSTRAINT order_item_quantity_type IF EXISTS;

// Undo: Add constraint order_item_quantity_exists
DROP CONSTRAINT order_item_quantity_exists IF EXISTS;

// Undo: Add constraint order_item_position_type
DROP CONSTRAINT order_item_position_type IF EXISTS;

// Undo: Add constraint order_item_order_id_type
DROP CONSTRAINT order_item_order_id_type IF EXISTS;

// Undo: Add constraint order_item_order_id_position_key
DROP CONSTRAINT order_item_order_id_position_key IF EXISTS;

// Undo: Add constraint order_placed_at_type
DROP CONSTRAINT order_placed_at_type IF EXISTS;

// Undo: Add constraint order_placed_at_exists
DROP CONSTRAINT order_placed_at_exists IF EXISTS;

// Undo: Add constraint order_note_type
DROP CONSTRAINT order_note_type IF EXISTS;

// Undo: Add constraint order_total_type
DROP CONSTRAINT order_total_type IF EXISTS;

// Undo: Add constraint order_total_exists
DROP CONSTRAINT order_total_exists IF EXISTS;

// Undo: Add constraint order_status_type
DROP CONSTRAINT order_status_type IF EXISTS;

// Undo: Add constraint order_status_exists
DROP CONSTRAINT order_status_exists IF EXISTS;

// Undo: Add constraint order_id_type
DROP CONSTRAINT order_id_type IF EXISTS;

// Undo: Add constraint order_id_key
DROP CONSTRAINT order_id_key IF EXISTS;

// Undo: Add constraint product_created_at_type
DROP CONSTRAINT product_created_at_type IF EXISTS;

// Undo: Add constraint product_created_at_exists
DROP CONSTRAINT product_created_at_exists IF EXISTS;

// Undo: Add constraint product_attributes_type
DROP CONSTRAINT product_attributes_type IF EXISTS;

// Undo: Add constraint product_tags_type
DROP CONSTRAINT product_tags_type IF EXISTS;

// Undo: Add constraint product_tags_exists
DROP CONSTRAINT product_tags_exists IF EXISTS;

// Undo: Add constraint product_stock_type
DROP CONSTRAINT product_stock_type IF EXISTS;

// Undo: Add constraint product_stock_exists
DROP CONSTRAINT product_stock_exists IF EXISTS;

// Undo: Add constraint product_price_type
DROP CONSTRAINT product_price_type IF EXISTS;

// Undo: Add constraint product_price_exists
DROP CONSTRAINT product_price_exists IF EXISTS;

// Undo: Add constraint product_brand_type
DROP CONSTRAINT product_brand_type IF EXISTS;

// Undo: Add constraint product_description_type
DROP CONSTRAINT product_description_type IF EXISTS;

// Undo: Add constraint product_description_exists
DROP CONSTRAINT product_description_exists IF EXISTS;

// Undo: Add constraint product_title_type
DROP CONSTRAINT product_title_type IF EXISTS;

// Undo: Add constraint product_title_exists
DROP CONSTRAINT product_title_exists IF EXISTS;

// Undo: Add constraint product_sku_type
DROP CONSTRAINT product_sku_type IF EXISTS;

// Undo: Add constraint product_sku_exists
DROP CONSTRAINT product_sku_exists IF EXISTS;

// Undo: Add constraint product_id_type
DROP CONSTRAINT product_id_type IF EXISTS;

// Undo: Add constraint product_sku_unique
DROP CONSTRAINT product_sku_unique IF EXISTS;

// Undo: Add constraint product_id_key
DROP CONSTRAINT product_id_key IF EXISTS;

// Undo: Add constraint user_created_at_type
DROP CONSTRAINT user_created_at_type IF EXISTS;

// Undo: Add constraint user_created_at_exists
DROP CONSTRAINT user_created_at_exists IF EXISTS;

// Undo: Add constraint user_name_type
DROP CONSTRAINT user_name_type IF EXISTS;

// Undo: Add constraint user_name_exists
DROP CONSTRAINT user_name_exists IF EXISTS;

// Undo: Add constraint user_email_type
DROP CONSTRAINT user_email_type IF EXISTS;

// Undo: Add constraint user_email_exists
DROP CONSTRAINT user_email_exists IF EXISTS;

// Undo: Add constraint user_id_type
DROP CONSTRAINT user_id_type IF EXISTS;

// Undo: Add constraint user_email_unique
DROP CONSTRAINT user_email_unique IF EXISTS;

// Undo: Add constraint user_id_key
DROP CONSTRAINT user_id_key IF EXISTS;
