// How much V004__fill_user_product.cypher has to do; while it runs, how much is left. Writes nothing.

MATCH (n:User)
WHERE n.locale IS NULL
RETURN count(*) AS left;
MATCH (n:Product)
WHERE n.title IS NOT NULL AND n.name IS NULL
RETURN count(*) AS left;
