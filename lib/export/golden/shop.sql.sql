-- Shop
-- SQLite 3.54: 2 tables

CREATE TABLE customers (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  email VARCHAR(255) NOT NULL,
  "full name" TEXT,
  created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  UNIQUE (email)
);

CREATE TABLE "order" (
  customer_id INTEGER NOT NULL,
  number INT NOT NULL,
  status TEXT NOT NULL DEFAULT 'new' CONSTRAINT enum_order_status CHECK (status IN ('new', 'paid', 'it''s sent')),
  total DECIMAL(10,2) NOT NULL DEFAULT 0,
  referred_by INTEGER,
  CONSTRAINT order_pk PRIMARY KEY (customer_id, number),
  CONSTRAINT one_total UNIQUE (number, total),
  CONSTRAINT total_positive CHECK (total >= 0),
  CONSTRAINT order_customer FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE,
  FOREIGN KEY (referred_by) REFERENCES customers (id) ON DELETE SET NULL
);

CREATE INDEX idx_customers_lower ON customers (lower(email));

CREATE UNIQUE INDEX idx_order_status ON "order" (status, total DESC) WHERE total > 0;

CREATE VIEW big_orders AS
  SELECT * FROM "order" WHERE total > 100;
