#!/bin/sh
# Delete timeseries_90d.metrics
set -eu

influxdb3 delete table --database timeseries_90d metrics
