FROM debian:12
RUN apt-get update && apt-get install -y curl git
RUN --network=none apt-get update; apt-get install -y jq && rm -rf /var/lib/apt/lists/*
CMD ["sleep", "1"]
