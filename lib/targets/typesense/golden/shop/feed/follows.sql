SELECT jsonb_strip_nulls(jsonb_build_object(
  'follower_id', t."follower_id"::text,
  'followed_id', t."followed_id"::text,
  'since', floor(extract(epoch FROM t."since"))::bigint
))
FROM "follows" AS t
ORDER BY t."follower_id", t."followed_id";
