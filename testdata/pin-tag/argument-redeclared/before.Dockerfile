ARG TAG=latest
ARG OTHER=latest
ARG OTHER=latest
ARG BASE=node:latest
ARG FULL=${BASE}
FROM node:${TAG} AS a
ARG TAG
RUN echo $TAG
FROM python:$OTHER
FROM $FULL
ARG FULL
