# syntax=docker/dockerfile:1.4
# escape=`
# check=skip=all
FROM alpine
RUN a `
 b
