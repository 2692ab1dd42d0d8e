FROM --platform=linux/amd64 debian AS build
RUN true
FROM debian:13
