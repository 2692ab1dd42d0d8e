FROM debian:13
RUN mkdir /a || true
RUN mkdir /b
