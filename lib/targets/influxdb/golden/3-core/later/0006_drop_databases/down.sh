#!/bin/sh
# Back: Drop databases that are empty
set -eu

influxdb3 create database --retention-period 90d timeseries_90d
