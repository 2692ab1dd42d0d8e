#!/bin/sh
set -e
cat /etc/hostname
exec ls /srv
