// Expand Review, Product
// Phase: expand

// Add constraint review_id_unique
CREATE CONSTRAINT review_id_unique IF NOT EXISTS
FOR (n:Review) REQUIRE n.id IS UNIQUE;

// Add index product_fulltext_v2
CREATE FULLTEXT INDEX product_fulltext_v2 IF NOT EXISTS
FOR (n:Product) ON EACH [n.sku, n.description, n.brand, n.tags, n.name];
