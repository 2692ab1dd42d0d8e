FROM debian:12
RUN apt-get update && apt-get install -y curl git
RUN echo "ran apt-get install" >&2; echo apt-get install
CMD ["sleep", "1"]
