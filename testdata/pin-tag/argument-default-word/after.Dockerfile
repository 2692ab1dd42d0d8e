ARG REGISTRY=docker.io
FROM ${REGISTRY}/library/node:${TAG:-26}
ARG PORT
FROM python:${VERSION-3.14-slim}
