FROM ubuntu:24.04
RUN apt-get update && apt-get install -y wget ca-certificates && wget -O /usr/local/bin/tool https://example.org/team/tool/raw/master/tool && chmod +x /usr/local/bin/tool
CMD ["tool"]
