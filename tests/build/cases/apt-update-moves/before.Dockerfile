FROM debian:bookworm
RUN apt-get update
ENV LANG=C.UTF-8
RUN apt-get install -y --no-install-recommends bc
CMD ["bc"]
