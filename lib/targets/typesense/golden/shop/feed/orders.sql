SELECT jsonb_strip_nulls(jsonb_build_object(
  'id', t."id"::text,
  'user_id', t."user_id"::text,
  'status', t."status"::text,
  'total', round(t."total" * 100)::bigint,
  'note', t."note"::text,
  'placed_at', floor(extract(epoch FROM t."placed_at"))::bigint,
  'order_items', (SELECT coalesce(jsonb_agg(jsonb_build_object(
      'position', g."position",
      'product_id', g."product_id"::text,
      'quantity', g."quantity",
      'unit_price', round(g."unit_price" * 100)::bigint
    ) ORDER BY g."order_id", g."position"), '[]'::jsonb) FROM "order_items" AS g WHERE g."order_id" = t."id")
))
FROM "orders" AS t
ORDER BY t."id";
