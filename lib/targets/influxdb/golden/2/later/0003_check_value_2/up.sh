#!/bin/sh
# See that every point has value_2
set -eu

influx query 'from(bucket: "metrics") |> range(start: 0) |> filter(fn: (r) => r._measurement == "metrics" and (r._field == "value" or r._field == "value_2")) |> group(columns: ["_field"]) |> count()'
