FROM debian:bookworm AS base
RUN apt-get update && apt-get install -y --no-install-recommends bc && rm -rf /var/lib/apt/lists/*
FROM base
RUN apt-get install -y --no-install-recommends dc
CMD ["bc"]
