#!/bin/sh
apk search jq
