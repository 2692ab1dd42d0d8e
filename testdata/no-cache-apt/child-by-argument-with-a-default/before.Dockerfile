ARG V=b
FROM debian:12 AS base-a
RUN apt-get update && apt-get install -y curl git
FROM debian:12 AS base-b
RUN apt-get update && apt-get install -y curl git
FROM base-$V
RUN apt-get install -y jq
CMD ["sleep", "1"]
