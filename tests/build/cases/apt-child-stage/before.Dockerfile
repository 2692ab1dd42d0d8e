FROM debian:bookworm AS base
RUN apt-get update && apt-get install -y --no-install-recommends bc
FROM base
RUN apt-get install -y --no-install-recommends dc
CMD ["bc"]
