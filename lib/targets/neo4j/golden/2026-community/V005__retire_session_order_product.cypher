// Retire Session, Order, Product
// Phase: contract
// Before: No running version asks by index order_status_placed_at_range. No running version asks by index product_fulltext.

// Drop constraint session_id_unique
DROP CONSTRAINT session_id_unique IF EXISTS;

// Drop index order_status_placed_at_range
// Hazard: Queries by status, placedAt of Order read the whole label without order_status_placed_at_range.
DROP INDEX order_status_placed_at_range IF EXISTS;

// Drop index product_fulltext
// Hazard: Queries by sku, title, description, brand, tags of Product read the whole label without product_fulltext.
DROP INDEX product_fulltext IF EXISTS;
