FROM golang:1.26 AS build
RUN go version

FROM debian:12-slim
WORKDIR /srv/www
COPY --chown=0:0 index.html /srv/www/index.html
HEALTHCHECK --interval=5m CMD ["test", "-f", "/srv/www/index.html"]
CMD ["cat", "/srv/www/index.html"]
