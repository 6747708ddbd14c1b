#!/bin/sh
# Copy the points of timeseries_90d.metrics to timeseries_30d.metrics
set -eu
