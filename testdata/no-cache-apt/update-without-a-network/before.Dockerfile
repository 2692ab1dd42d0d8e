FROM debian:12
RUN apt-get update && apt-get install -y curl git
RUN --network=none apt-get update; apt-get install -y jq
CMD ["sleep", "1"]
