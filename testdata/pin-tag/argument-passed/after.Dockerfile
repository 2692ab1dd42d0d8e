ARG TAG=latest
ARG FREE=3.14
FROM node:${TAG}
FROM python:${FREE}
