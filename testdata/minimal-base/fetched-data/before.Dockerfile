FROM ubuntu:24.04
RUN apt-get update && apt-get install -y curl
RUN curl -fsSL -o /srv/data https://example.org/data
CMD ["cat", "/srv/data"]
