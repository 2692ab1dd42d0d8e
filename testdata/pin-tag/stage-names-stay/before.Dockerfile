FROM golang:1.27 AS Node
FROM node AS x
FROM node:26 AS node2
FROM alpine:3.24
COPY --from=NODE /a /a
COPY --from=0 /a /b
RUN --mount=from=node2,target=/n true
