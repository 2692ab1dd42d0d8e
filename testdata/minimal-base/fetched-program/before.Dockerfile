FROM ubuntu:24.04
RUN apt-get update && apt-get install -y wget
RUN wget -O /tmp/jre.bin https://example.org/jre.bin && chmod +x /tmp/jre.bin && /tmp/jre.bin -i silent
CMD ["true"]
