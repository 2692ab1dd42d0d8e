FROM debian:12-slim
RUN apt-get update && apt-get install -y wget ca-certificates
RUN wget https://example.org/biscuit_0_3_8 && cp biscuit_0_3_8 /usr/bin/biscuit
CMD ["cat", "/etc/os-release"]
