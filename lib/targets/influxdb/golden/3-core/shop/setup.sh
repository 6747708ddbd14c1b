#!/bin/sh
# Sets up an empty server.
set -eu

influxdb3 create database --retention-period 90d timeseries_90d

influxdb3 create table --database timeseries_90d --tags host,name --fields value:float64 metrics
