ARG BASE=node
ARG TAG=latest
FROM ${BASE}
FROM python:${TAG}
FROM debian:${NONE:-latest}
