FROM debian:13-slim
RUN ["apt-get", "update"]
RUN if true; then apt-get install -y curl; fi
ENTRYPOINT ["curl"]
