#!/bin/sh
# Back: Create timeseries_30d.metrics beside timeseries_90d.metrics
set -eu

influxdb3 delete table --database timeseries_30d metrics
