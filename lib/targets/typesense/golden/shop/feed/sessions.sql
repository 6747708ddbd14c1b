SELECT jsonb_strip_nulls(jsonb_build_object(
  'id', t."id"::text,
  'user_id', t."user_id"::text,
  'data', t."data",
  'expires_at', floor(extract(epoch FROM t."expires_at"))::bigint
))
FROM "sessions" AS t
ORDER BY t."id";
