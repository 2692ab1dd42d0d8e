FROM debian:13
RUN mkdir /a || true && \
    mkdir /b
