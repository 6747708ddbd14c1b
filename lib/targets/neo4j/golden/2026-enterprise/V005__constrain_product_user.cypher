// assert that edition is enterprise
// Constrain Product, User
// Phase: constrain
// Before: Every running version writes User.locale, and none is without it. Every running version writes Product.name, and none is without it.

// Drop constraint product_title_exists
DROP CONSTRAINT product_title_exists IF EXISTS;

// Add constraint user_locale_exists
// Hazard: Creating it reads every User there is, and writes to them wait meanwhile.
CREATE CONSTRAINT user_locale_exists IF NOT EXISTS
FOR (n:User) REQUIRE n.locale IS NOT NULL;

// Add constraint product_name_exists
// Hazard: Creating it reads every Product there is, and writes to them wait meanwhile.
CREATE CONSTRAINT product_name_exists IF NOT EXISTS
FOR (n:Product) REQUIRE n.name IS NOT NULL;
