SELECT jsonb_strip_nulls(jsonb_build_object(
  'follower_id', t."follower_id",
  'followed_id', t."followed_id",
  'since', t."since"
))
FROM "follows" AS t
ORDER BY t."follower_id", t."followed_id";
