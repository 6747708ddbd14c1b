#!/bin/sh
# Back: Delete timeseries_90d.metrics
set -eu

influxdb3 create table --database timeseries_90d --tags host,name --fields value:float64 metrics

node copy.mjs --from timeseries_30d/metrics --to timeseries_90d/metrics --drop zone --types host:tag,name:tag,value:float64
