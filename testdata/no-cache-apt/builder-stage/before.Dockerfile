FROM debian:13 AS a
RUN apt-get update && apt-get install -y gcc
FROM debian:13
COPY --from=a /usr/bin/gcc /usr/bin/
