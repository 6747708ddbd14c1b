#!/bin/sh
# Back: Add zone, value_2 to metrics
set -eu

influxdb3 create table --database timeseries --tags host,name,zone --fields value_2:int64,value:float64 --retention-period 30d metrics_moving

node copy.mjs --from timeseries/metrics --to timeseries/metrics_moving --types host:tag,name:tag,zone:tag,value_2:int64,value:float64

influxdb3 delete table --database timeseries metrics

influxdb3 create table --database timeseries --tags host,name --fields value:float64 --retention-period 90d metrics

node copy.mjs --from timeseries/metrics_moving --to timeseries/metrics --drop zone,value_2 --types host:tag,name:tag,value:float64

influxdb3 delete table --database timeseries metrics_moving
