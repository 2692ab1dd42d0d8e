FROM alpine
RUN <<fé
a
fé
