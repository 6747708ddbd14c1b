#!/bin/sh
# Keep metrics for 30 days
set -eu

influxdb3 update table metrics --database timeseries --retention-period 30d
