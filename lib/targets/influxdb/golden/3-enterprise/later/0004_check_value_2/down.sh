#!/bin/sh
# Back: See that every point has value_2
set -eu

influxdb3 query --database timeseries 'SELECT count(*) AS missing FROM "metrics" WHERE ("value" IS NOT NULL AND "value_2" IS NULL)'
