FROM debian:sid
FROM alpine:edge
FROM ubuntu:devel
