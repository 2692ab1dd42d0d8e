#!/bin/sh
set -e
mkdir -p /srv/data
apk add --no-cache jq
