FROM debian:13 AS a
RUN apt-get update && apt-get install -y curl
FROM scratch
COPY --from=a / /
RUN apt-get install -y jq
