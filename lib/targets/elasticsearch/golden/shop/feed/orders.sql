SELECT jsonb_strip_nulls(jsonb_build_object(
  'id', t."id",
  'user_id', t."user_id",
  'status', t."status",
  'total', t."total",
  'note', t."note",
  'placed_at', t."placed_at",
  'order_items', (SELECT coalesce(jsonb_agg(jsonb_build_object(
      'position', g."position",
      'product_id', g."product_id",
      'quantity', g."quantity",
      'unit_price', g."unit_price"
    ) ORDER BY g."order_id", g."position"), '[]'::jsonb) FROM "order_items" AS g WHERE g."order_id" = t."id")
))
FROM "orders" AS t
ORDER BY t."id";
