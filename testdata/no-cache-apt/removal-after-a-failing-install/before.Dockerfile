FROM debian:12
RUN apt-get update && (apt-get install -y curl || true)
RUN apt-get remove -y curl
CMD ["sleep", "1"]
