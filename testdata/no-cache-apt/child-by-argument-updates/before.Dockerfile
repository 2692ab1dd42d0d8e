FROM debian:12 AS base-amd64
RUN apt-get update && apt-get install -y curl git
FROM base-${TARGETARCH}
RUN apt-get update && apt-get install -y jq && rm -rf /var/lib/apt/lists/*
CMD ["sleep", "1"]
