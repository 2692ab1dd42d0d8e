FROM alpine
COPY --link--chown=abc
