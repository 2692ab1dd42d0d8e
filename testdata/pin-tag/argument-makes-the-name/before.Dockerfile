ARG IMAGE=node
ARG TAG=latest
FROM ${IMAGE}:${TAG}
FROM ${IMAGE}:slim
