ARG BASE=node:26
ARG TAG=3.14
FROM ${BASE}
FROM python:${TAG}
FROM debian:${NONE:-13}
