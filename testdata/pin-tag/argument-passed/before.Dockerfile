ARG TAG=latest
ARG FREE=latest
FROM node:${TAG}
FROM python:${FREE}
