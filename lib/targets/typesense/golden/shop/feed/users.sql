SELECT jsonb_strip_nulls(jsonb_build_object(
  'id', t."id"::text,
  'email', t."email"::text,
  'name', t."name"::text,
  'created_at', floor(extract(epoch FROM t."created_at"))::bigint
))
FROM "users" AS t
ORDER BY t."id";
