SELECT jsonb_strip_nulls(jsonb_build_object(
  'id', t."id"::text,
  'sku', t."sku"::text,
  'title', t."title"::text,
  'description', t."description"::text,
  'brand', t."brand"::text,
  'price', round(t."price" * 100)::bigint,
  'stock', t."stock",
  'tags', (SELECT jsonb_agg(e::text) FROM unnest(t."tags") AS e),
  'attributes', t."attributes",
  'created_at', floor(extract(epoch FROM t."created_at"))::bigint
))
FROM "products" AS t
ORDER BY t."id";
