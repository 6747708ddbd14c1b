// Create indexes

// Index status, placedAt of Order
CREATE RANGE INDEX order_status_placed_at_range IF NOT EXISTS
FOR (n:Order) ON (n.status, n.placedAt);

// Index sku, title, description, brand, tags of Product
CREATE FULLTEXT INDEX product_fulltext IF NOT EXISTS
FOR (n:Product) ON EACH [n.sku, n.title, n.description, n.brand, n.tags];

// Index brand, price of Product
CREATE RANGE INDEX product_brand_price_range IF NOT EXISTS
FOR (n:Product) ON (n.brand, n.price);
