// How much V007__remove_product_order_session.cypher has to do; while it runs, how much is left. Writes nothing.

MATCH (n:Product)
WHERE n.title IS NOT NULL
RETURN count(*) AS left;
MATCH (n:Order)
WHERE n.note IS NOT NULL
RETURN count(*) AS left;
MATCH (n:Session)
RETURN count(*) AS left;
