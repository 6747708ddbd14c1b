SELECT jsonb_strip_nulls(jsonb_build_object(
  'host', t."host",
  'name', t."name",
  '@timestamp', t."at",
  'value', t."value"
))
FROM "metrics" AS t
ORDER BY t."host", t."name", t."at";
