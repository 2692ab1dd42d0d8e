ARG BASE=alpine:3.20
FROM --platform=linux/amd64 ${BASE} AS build
MAINTAINER Jane Doe <jane@example.org>
ARG VERSION=1 OTHER
ENV A=1 B=2
LABEL org.example.title="x y" org.example.n=1
ADD https://example.org/a.tar.gz /a/
COPY a b /c/
RUN echo hello
WORKDIR /w
USER 1000:1000
VOLUME /data /more
EXPOSE 80/tcp 443
STOPSIGNAL SIGTERM
SHELL ["/bin/ash", "-c"]
HEALTHCHECK --interval=5s CMD wget -q -O - http://localhost/ || exit 1
ONBUILD COPY . /src
ENTRYPOINT ["/bin/x"]
CMD ["a", "b"]
