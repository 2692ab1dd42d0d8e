ARG REGISTRY=docker.io
FROM ${REGISTRY}/library/node:${TAG:-latest}
ARG PORT
FROM python:${VERSION-slim}
