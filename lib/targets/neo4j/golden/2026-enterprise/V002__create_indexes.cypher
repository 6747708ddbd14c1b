// Create indexes

// Add index order_status_placed_at_range
CREATE RANGE INDEX order_status_placed_at_range IF NOT EXISTS
FOR (n:Order) ON (n.status, n.placedAt);

// Add index product_fulltext
CREATE FULLTEXT INDEX product_fulltext IF NOT EXISTS
FOR (n:Product) ON EACH [n.sku, n.title, n.description, n.brand, n.tags];

// Add index product_brand_price_range
CREATE RANGE INDEX product_brand_price_range IF NOT EXISTS
FOR (n:Product) ON (n.brand, n.price);
