FROM debian:12 AS a
RUN apt-get update
FROM a AS b
RUN apt-get install -y gcc
FROM a
RUN apt-get install -y curl
COPY --from=b /x /x
