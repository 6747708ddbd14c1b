SELECT jsonb_strip_nulls(jsonb_build_object(
  'id', t."id",
  'sku', t."sku",
  'title', t."title",
  'description', t."description",
  'brand', t."brand",
  'price', t."price",
  'stock', t."stock",
  'tags', t."tags",
  'attributes', t."attributes",
  'created_at', t."created_at"
))
FROM "products" AS t
ORDER BY t."id";
