FROM debian:12 AS build
RUN apt-get update && apt-get install -y gcc libc6-dev
COPY x.c /src/
RUN gcc -o /src/x /src/x.c
FROM centos:7
COPY --from=0 /src/x /opt/x
ENTRYPOINT ["/opt/x"]
