#!/usr/bin/env dockerfile
# escape=`
FROM alpine
RUN a `
RUN b
