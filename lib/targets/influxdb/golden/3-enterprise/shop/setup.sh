#!/bin/sh
# Sets up an empty server.
set -eu

influxdb3 create database timeseries

influxdb3 create table --database timeseries --tags host,name --fields value:float64 --retention-period 90d metrics
