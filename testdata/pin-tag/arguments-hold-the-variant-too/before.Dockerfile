# several ARGs on one line, one made from another, quotes
ARG NODE=lts PYTHON="slim"
ARG SUFFIX=-alpine
ARG MADE=${NODE}-slim
FROM node:${NODE}${SUFFIX} AS a
FROM python:$PYTHON AS b
FROM node:$MADE AS c
