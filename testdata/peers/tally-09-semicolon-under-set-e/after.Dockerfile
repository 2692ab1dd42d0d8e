FROM debian:13
RUN false; echo ok && \
    echo b
