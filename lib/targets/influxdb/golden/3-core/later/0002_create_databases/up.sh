#!/bin/sh
# Create databases
set -eu

influxdb3 create database --retention-period 30d timeseries_30d
