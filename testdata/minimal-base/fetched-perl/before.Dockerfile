FROM ubuntu:24.04
RUN apt-get update && apt-get install -y curl
RUN curl -fsSL -o /srv/x.pl https://example.org/x.pl
CMD ["true"]
