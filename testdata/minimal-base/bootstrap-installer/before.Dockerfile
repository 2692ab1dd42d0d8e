FROM ubuntu:22.04
RUN apt-get update && apt-get install -y git
RUN git clone https://example.org/le.git /opt/le
ENTRYPOINT ["/opt/le/certbot-auto"]
