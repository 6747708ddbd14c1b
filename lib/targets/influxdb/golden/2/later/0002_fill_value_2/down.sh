#!/bin/sh
# Back: Copy value to value_2 in metrics
set -eu
