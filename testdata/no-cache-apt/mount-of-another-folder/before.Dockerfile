FROM debian:12 AS a
RUN apt-get update && apt-get install -y curl git
FROM debian:12
RUN --mount=type=bind,from=a,source=/srv,target=/srv apt-get install -y jq
CMD ["sleep", "1"]
