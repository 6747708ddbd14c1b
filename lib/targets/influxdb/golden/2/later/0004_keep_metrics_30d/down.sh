#!/bin/sh
# Back: Keep metrics for 30 days
set -eu

influx bucket update --id "$(influx bucket list --name metrics --json | jq -r '.[0].id')" --retention 90d
