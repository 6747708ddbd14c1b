// assert that edition is enterprise
// Expand User, Product, Review
// Phase: expand

// Add constraint user_locale_type
CREATE CONSTRAINT user_locale_type IF NOT EXISTS
FOR (n:User) REQUIRE n.locale IS :: STRING;

// Add constraint product_name_type
CREATE CONSTRAINT product_name_type IF NOT EXISTS
FOR (n:Product) REQUIRE n.name IS :: STRING;

// Add constraint review_id_key
CREATE CONSTRAINT review_id_key IF NOT EXISTS
FOR (n:Review) REQUIRE n.id IS NODE KEY;

// Add constraint review_id_type
CREATE CONSTRAINT review_id_type IF NOT EXISTS
FOR (n:Review) REQUIRE n.id IS :: STRING;

// Add constraint review_stars_exists
CREATE CONSTRAINT review_stars_exists IF NOT EXISTS
FOR (n:Review) REQUIRE n.stars IS NOT NULL;

// Add constraint review_stars_type
CREATE CONSTRAINT review_stars_type IF NOT EXISTS
FOR (n:Review) REQUIRE n.stars IS :: INTEGER;

// Add constraint review_body_type
CREATE CONSTRAINT review_body_type IF NOT EXISTS
FOR (n:Review) REQUIRE n.body IS :: STRING;

// Add constraint review_created_at_exists
CREATE CONSTRAINT review_created_at_exists IF NOT EXISTS
FOR (n:Review) REQUIRE n.createdAt IS NOT NULL;

// Add constraint review_created_at_type
CREATE CONSTRAINT review_created_at_type IF NOT EXISTS
FOR (n:Review) REQUIRE n.createdAt IS :: ZONED DATETIME;

// Add index product_fulltext_v2
CREATE FULLTEXT INDEX product_fulltext_v2 IF NOT EXISTS
FOR (n:Product) ON EACH [n.sku, n.description, n.brand, n.tags, n.name];
