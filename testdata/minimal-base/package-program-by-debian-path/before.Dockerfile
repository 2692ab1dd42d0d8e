FROM debian:12-slim
RUN apt-get update && apt-get install -y tini jq
ENTRYPOINT ["/usr/bin/tini", "--"]
CMD ["jq"]
