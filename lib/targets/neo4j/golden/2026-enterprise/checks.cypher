// What no constraint of the Enterprise edition forbids. Each query gives up to a hundred violations; none is as it should be.

// User whose email is longer than 255 characters
MATCH (n:User)
WHERE size(n.email) > 255
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// User whose name is longer than 120 characters
MATCH (n:User)
WHERE size(n.name) > 120
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// Product whose sku is longer than 40 characters
MATCH (n:Product)
WHERE size(n.sku) > 40
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// Product whose title is longer than 200 characters
MATCH (n:Product)
WHERE size(n.title) > 200
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// Product whose brand is longer than 80 characters
MATCH (n:Product)
WHERE size(n.brand) > 80
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// Product that breaks price >= 0
MATCH (n:Product)
WHERE NOT (n.price >= 0.0)
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// Product that breaks stock >= 0
MATCH (n:Product)
WHERE NOT (n.stock >= 0)
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// Order with a status that is none of its values
MATCH (n:Order)
WHERE NOT n.status IN ['new', 'paid', 'shipped', 'cancelled']
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// OrderItem that breaks quantity > 0
MATCH (n:OrderItem)
WHERE NOT (n.quantity > 0)
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// Order with other than one PLACED from User
MATCH (n:Order)
WHERE COUNT { (n)<-[:PLACED]-(:User) } <> 1
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// OrderItem with other than one HAS_ITEM from Order
MATCH (n:OrderItem)
WHERE COUNT { (n)<-[:HAS_ITEM]-(:Order) } <> 1
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// OrderItem with other than one OF_PRODUCT to Product
MATCH (n:OrderItem)
WHERE COUNT { (n)-[:OF_PRODUCT]->(:Product) } <> 1
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// Session with other than one HAS_SESSION from User
MATCH (n:Session)
WHERE COUNT { (n)<-[:HAS_SESSION]-(:User) } <> 1
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;
