FROM debian:bookworm
RUN apt-get update && rm -rf /var/lib/apt/lists/*
RUN apt-get install -y --no-install-recommends bc
RUN apt-get install -y --no-install-recommends dc
CMD ["bc"]
