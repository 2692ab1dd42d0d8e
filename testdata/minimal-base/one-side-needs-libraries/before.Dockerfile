FROM debian:12 AS a
RUN apt-get update && apt-get install -y gcc libc6-dev libncurses-dev
COPY x.c /src/
RUN gcc -o /src/x /src/x.c -lncurses
FROM ubuntu:22.04
COPY --from=a /src/x /opt/x
CMD ["/opt/x"]
