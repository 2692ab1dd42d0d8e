ARG A=20
ARG B=3.20
FROM node:${A}-alpine${B}
FROM alpine:${B}
