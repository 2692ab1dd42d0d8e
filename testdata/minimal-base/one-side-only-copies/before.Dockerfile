FROM debian:12 AS a
COPY mybin /x/mybin
FROM ubuntu:22.04
COPY --from=a /x/mybin /opt/mybin
ENTRYPOINT ["/opt/mybin"]
