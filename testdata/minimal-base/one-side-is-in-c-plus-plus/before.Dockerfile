FROM debian:12 AS a
RUN apt-get update && apt-get install -y g++
COPY x.cc /src/
RUN g++ -o /src/x /src/x.cc
FROM ubuntu:22.04
COPY --from=a /src/x /opt/x
CMD ["/opt/x"]
