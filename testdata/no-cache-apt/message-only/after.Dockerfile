FROM debian:12
RUN apt-get update && apt-get install -y curl git && rm -rf /var/lib/apt/lists/*
RUN echo "ran apt-get install" >&2; echo apt-get install
CMD ["sleep", "1"]
