// Retire Product, Order, Session
// Phase: contract
// Before: No running version asks by index order_status_placed_at_range. No running version asks by index product_fulltext.

// Drop constraint product_title_type
DROP CONSTRAINT product_title_type IF EXISTS;

// Drop constraint order_note_type
DROP CONSTRAINT order_note_type IF EXISTS;

// Drop constraint session_id_key
DROP CONSTRAINT session_id_key IF EXISTS;

// Drop constraint session_id_type
DROP CONSTRAINT session_id_type IF EXISTS;

// Drop constraint session_data_exists
DROP CONSTRAINT session_data_exists IF EXISTS;

// Drop constraint session_data_type
DROP CONSTRAINT session_data_type IF EXISTS;

// Drop constraint session_expires_at_exists
DROP CONSTRAINT session_expires_at_exists IF EXISTS;

// Drop constraint session_expires_at_type
DROP CONSTRAINT session_expires_at_type IF EXISTS;

// Drop index order_status_placed_at_range
// Hazard: Queries by status, placedAt of Order read the whole label without order_status_placed_at_range.
DROP INDEX order_status_placed_at_range IF EXISTS;

// Drop index product_fulltext
// Hazard: Queries by sku, title, description, brand, tags of Product read the whole label without product_fulltext.
DROP INDEX product_fulltext IF EXISTS;
