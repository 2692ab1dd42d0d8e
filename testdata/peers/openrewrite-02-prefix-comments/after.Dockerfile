FROM debian:13
RUN mkdir /a && \
# about b
    mkdir /b
