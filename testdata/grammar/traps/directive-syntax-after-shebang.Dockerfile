#!/usr/bin/env dockerfile
# syntax=docker/dockerfile:1
FROM alpine
