FROM ubuntu:22.04
ENV RELEASE 1.5
RUN apt-get update && apt-get install -y curl && ARCHIVE="x-linux-amd64-$RELEASE.tar.gz" && curl -LO https://example.org/$ARCHIVE && tar xzf $ARCHIVE
ENTRYPOINT ["/x/run.sh"]
