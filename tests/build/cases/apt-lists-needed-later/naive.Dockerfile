FROM debian:bookworm
RUN apt-get update && apt-get install -y --no-install-recommends bc && rm -rf /var/lib/apt/lists/*
ENV A=b
RUN apt-get install -y --no-install-recommends dc
CMD ["bc"]
