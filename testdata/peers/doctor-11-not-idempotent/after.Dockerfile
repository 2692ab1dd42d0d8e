FROM debian:13-slim
RUN mkdir /a && \
    mkdir /b
CMD ["ls"]
