#!/bin/sh
set -e
say() { echo "$1"; }
say hello
/scripts/inner.sh
mkdir -p /srv/data
