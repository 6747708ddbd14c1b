#!/bin/sh
# Create timeseries_30d.metrics beside timeseries_90d.metrics
set -eu

influxdb3 create table --database timeseries_30d --tags host,name,zone --fields value:int64 metrics
