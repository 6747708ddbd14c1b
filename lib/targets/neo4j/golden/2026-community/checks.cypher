// What no constraint of the Community edition forbids. Each query gives up to a hundred violations; none is as it should be.

// User without id
MATCH (n:User)
WHERE n.id IS NULL
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// User without email
MATCH (n:User)
WHERE n.email IS NULL
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// User without name
MATCH (n:User)
WHERE n.name IS NULL
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// User without createdAt
MATCH (n:User)
WHERE n.createdAt IS NULL
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// User whose id is no STRING
MATCH (n:User)
WHERE n.id IS NOT NULL AND n.id IS NOT :: STRING
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// User whose email is no STRING
MATCH (n:User)
WHERE n.email IS NOT NULL AND n.email IS NOT :: STRING
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// User whose name is no STRING
MATCH (n:User)
WHERE n.name IS NOT NULL AND n.name IS NOT :: STRING
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// User whose createdAt is no ZONED DATETIME
MATCH (n:User)
WHERE n.createdAt IS NOT NULL AND n.createdAt IS NOT :: ZONED DATETIME
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// User whose email is longer than 255 characters
MATCH (n:User)
WHERE size(n.email) > 255
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// User whose name is longer than 120 characters
MATCH (n:User)
WHERE size(n.name) > 120
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// Product without id
MATCH (n:Product)
WHERE n.id IS NULL
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// Product without sku
MATCH (n:Product)
WHERE n.sku IS NULL
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// Product without title
MATCH (n:Product)
WHERE n.title IS NULL
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// Product without description
MATCH (n:Product)
WHERE n.description IS NULL
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// Product without price
MATCH (n:Product)
WHERE n.price IS NULL
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// Product without stock
MATCH (n:Product)
WHERE n.stock IS NULL
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// Product without tags
MATCH (n:Product)
WHERE n.tags IS NULL
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// Product without createdAt
MATCH (n:Product)
WHERE n.createdAt IS NULL
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// Product whose id is no STRING
MATCH (n:Product)
WHERE n.id IS NOT NULL AND n.id IS NOT :: STRING
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// Product whose sku is no STRING
MATCH (n:Product)
WHERE n.sku IS NOT NULL AND n.sku IS NOT :: STRING
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// Product whose title is no STRING
MATCH (n:Product)
WHERE n.title IS NOT NULL AND n.title IS NOT :: STRING
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// Product whose description is no STRING
MATCH (n:Product)
WHERE n.description IS NOT NULL AND n.description IS NOT :: STRING
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// Product whose brand is no STRING
MATCH (n:Product)
WHERE n.brand IS NOT NULL AND n.brand IS NOT :: STRING
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// Product whose price is no FLOAT
MATCH (n:Product)
WHERE n.price IS NOT NULL AND n.price IS NOT :: FLOAT
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// Product whose stock is no INTEGER
MATCH (n:Product)
WHERE n.stock IS NOT NULL AND n.stock IS NOT :: INTEGER
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// Product whose tags is no LIST<STRING NOT NULL>
MATCH (n:Product)
WHERE n.tags IS NOT NULL AND n.tags IS NOT :: LIST<STRING NOT NULL>
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// Product whose attributes is no STRING
MATCH (n:Product)
WHERE n.attributes IS NOT NULL AND n.attributes IS NOT :: STRING
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// Product whose createdAt is no ZONED DATETIME
MATCH (n:Product)
WHERE n.createdAt IS NOT NULL AND n.createdAt IS NOT :: ZONED DATETIME
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

// Order without id
MATCH (n:Order)
WHERE n.id IS NULL
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// Order without status
MATCH (n:Order)
WHERE n.status IS NULL
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// Order without total
MATCH (n:Order)
WHERE n.total IS NULL
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// Order without placedAt
MATCH (n:Order)
WHERE n.placedAt IS NULL
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// Order whose id is no STRING
MATCH (n:Order)
WHERE n.id IS NOT NULL AND n.id IS NOT :: STRING
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// Order whose status is no STRING
MATCH (n:Order)
WHERE n.status IS NOT NULL AND n.status IS NOT :: STRING
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// Order whose total is no FLOAT
MATCH (n:Order)
WHERE n.total IS NOT NULL AND n.total IS NOT :: FLOAT
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// Order whose note is no STRING
MATCH (n:Order)
WHERE n.note IS NOT NULL AND n.note IS NOT :: STRING
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// Order whose placedAt is no ZONED DATETIME
MATCH (n:Order)
WHERE n.placedAt IS NOT NULL AND n.placedAt IS NOT :: ZONED DATETIME
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// Order with a status that is none of its values
MATCH (n:Order)
WHERE NOT n.status IN ['new', 'paid', 'shipped', 'cancelled']
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// OrderItem without orderId
MATCH (n:OrderItem)
WHERE n.orderId IS NULL
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// OrderItem without position
MATCH (n:OrderItem)
WHERE n.position IS NULL
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// OrderItem without quantity
MATCH (n:OrderItem)
WHERE n.quantity IS NULL
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// OrderItem without unitPrice
MATCH (n:OrderItem)
WHERE n.unitPrice IS NULL
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// OrderItem whose orderId is no STRING
MATCH (n:OrderItem)
WHERE n.orderId IS NOT NULL AND n.orderId IS NOT :: STRING
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// OrderItem whose position is no INTEGER
MATCH (n:OrderItem)
WHERE n.position IS NOT NULL AND n.position IS NOT :: INTEGER
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// OrderItem whose quantity is no INTEGER
MATCH (n:OrderItem)
WHERE n.quantity IS NOT NULL AND n.quantity IS NOT :: INTEGER
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// OrderItem whose unitPrice is no FLOAT
MATCH (n:OrderItem)
WHERE n.unitPrice IS NOT NULL AND n.unitPrice IS NOT :: FLOAT
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// OrderItem that breaks quantity > 0
MATCH (n:OrderItem)
WHERE NOT (n.quantity > 0)
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// Session without id
MATCH (n:Session)
WHERE n.id IS NULL
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// Session without data
MATCH (n:Session)
WHERE n.data IS NULL
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// Session without expiresAt
MATCH (n:Session)
WHERE n.expiresAt IS NULL
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// Session whose id is no STRING
MATCH (n:Session)
WHERE n.id IS NOT NULL AND n.id IS NOT :: STRING
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// Session whose data is no STRING
MATCH (n:Session)
WHERE n.data IS NOT NULL AND n.data IS NOT :: STRING
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// Session whose expiresAt is no ZONED DATETIME
MATCH (n:Session)
WHERE n.expiresAt IS NOT NULL AND n.expiresAt IS NOT :: ZONED DATETIME
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// FOLLOWS without since
MATCH ()-[n:FOLLOWS]->()
WHERE n.since IS NULL
RETURN elementId(n) AS id, properties(n) AS properties LIMIT 100;

// FOLLOWS whose since is no ZONED DATETIME
MATCH ()-[n:FOLLOWS]->()
WHERE n.since IS NOT NULL AND n.since IS NOT :: ZONED DATETIME
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
