SELECT jsonb_strip_nulls(jsonb_build_object(
  'id', t."id",
  'email', t."email",
  'name', t."name",
  'created_at', t."created_at"
))
FROM "users" AS t
ORDER BY t."id";
