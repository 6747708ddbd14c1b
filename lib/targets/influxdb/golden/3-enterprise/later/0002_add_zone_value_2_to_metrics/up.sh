#!/bin/sh
# Add zone, value_2 to metrics
set -eu

influxdb3 update table metrics --database timeseries --tags zone --fields value_2:int64
