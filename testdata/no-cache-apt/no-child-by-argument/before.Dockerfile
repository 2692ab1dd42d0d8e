ARG V=12
FROM debian:12 AS base-a
RUN apt-get update && apt-get install -y curl git
CMD ["sleep", "1"]
FROM debian:$V
RUN apt-get install -y jq
CMD ["sleep", "1"]
