FROM alpine:3.20
RUN set -f && echo *
RUN echo *
