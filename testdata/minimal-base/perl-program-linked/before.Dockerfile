FROM ubuntu:22.04
ENV VERSION 1.0
RUN apt-get update && apt-get install -y curl
RUN curl -fsS https://example.org/x-$VERSION.tar.gz | tar xz -C /opt && ln -s /opt/x-${VERSION}/x.pl /usr/bin/x
CMD ["/bin/bash"]
