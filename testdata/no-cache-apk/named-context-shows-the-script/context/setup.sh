#!/bin/sh
mkdir /x
apk add --no-cache jq
