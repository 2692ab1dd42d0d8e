FROM debian:bookworm
RUN apt-get update
RUN apt-get install -y --no-install-recommends bc
RUN apt-get install -y --no-install-recommends dc
CMD ["bc"]
