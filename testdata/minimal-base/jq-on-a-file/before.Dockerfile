FROM ubuntu:24.04
COPY a.jq /app/a.jq
RUN apt-get update && apt-get install -y jq
ENTRYPOINT ["jq", "-f", "/app/a.jq"]
