#!/bin/sh
# Copy value to value_2 in metrics
set -eu
