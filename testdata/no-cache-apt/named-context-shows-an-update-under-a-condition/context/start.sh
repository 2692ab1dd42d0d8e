#!/bin/sh
if test -e /x; then
  apt-get update
fi
apt-get install -y nano
