#!/bin/sh
# Back: Create databases
set -eu

influxdb3 delete database timeseries_30d
