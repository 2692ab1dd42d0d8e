FROM debian:12
RUN ["apt-get", "update"]
RUN ["mkdir", "/app"]
CMD ["true"]
