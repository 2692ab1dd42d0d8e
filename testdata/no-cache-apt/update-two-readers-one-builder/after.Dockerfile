FROM debian:12 AS a
RUN apt-get update && rm -rf /var/lib/apt/lists/*
FROM a AS b
RUN apt-get update && apt-get install -y gcc
FROM a
RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
COPY --from=b /x /x
