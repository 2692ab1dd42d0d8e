#!/bin/sh
if true; then apt-get install -y jq; fi
