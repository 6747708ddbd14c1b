-- A host's measurements of a day by minute
SELECT date_bin(INTERVAL '60 seconds', time) AS time,
  avg(value) AS value_mean, max(value) AS value_max
FROM metrics
WHERE host = $host
  AND name = $name
  AND time >= $from
  AND time < $to
GROUP BY 1
ORDER BY 1
