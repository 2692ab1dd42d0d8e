FROM --platform=linux/amd64 debian:13 AS build
RUN true
FROM debian:13
