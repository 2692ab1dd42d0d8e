FROM alpine
RUN <<Eÿ
a
Eÿ
