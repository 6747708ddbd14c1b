// What expires. Neo4j lets nothing expire by itself: run this once a day, by cron or a scheduler of the application.

// Session whose expiresAt has passed
MATCH (n:Session)
WHERE n.expiresAt < datetime()
CALL (n) {
  DETACH DELETE n
} IN TRANSACTIONS OF 1000 ROWS;
