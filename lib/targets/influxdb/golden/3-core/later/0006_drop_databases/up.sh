#!/bin/sh
# Drop databases that are empty
set -eu

influxdb3 delete database timeseries_90d
