SELECT jsonb_strip_nulls(jsonb_build_object(
  'id', t."id",
  'user_id', t."user_id",
  'data', t."data",
  'expires_at', t."expires_at"
))
FROM "sessions" AS t
ORDER BY t."id";
