FROM debian:bookworm
RUN apt-get update && apt-get install -y --no-install-recommends bc
CMD ["bc"]
