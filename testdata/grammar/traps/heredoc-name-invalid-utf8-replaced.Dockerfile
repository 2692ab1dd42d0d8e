FROM alpine
RUN <<Eÿ
a
Eï¿½
