ARG TAG=latest
ARG FREE=3.14
ARG REGISTRY=docker.io
FROM node:${TAG}
FROM python:${FREE}
# the registry is passed, too: another one may have other tags
FROM ${REGISTRY}/golang
