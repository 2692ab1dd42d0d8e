FROM debian:12 AS base-amd64
RUN apt-get update && apt-get install -y curl git
FROM debian:12 AS base-arm64
RUN apt-get update && apt-get install -y curl git
FROM base-${TARGETARCH}
RUN apt-get install -y jq
CMD ["sleep", "1"]
