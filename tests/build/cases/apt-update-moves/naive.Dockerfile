FROM debian:bookworm
RUN apt-get update && rm -rf /var/lib/apt/lists/*
ENV LANG=C.UTF-8
RUN apt-get install -y --no-install-recommends bc
CMD ["bc"]
