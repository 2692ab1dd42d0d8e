FROM debian:12
RUN apt-get update && apt-get install -y curl && curl https://example.org/install | bash
CMD ["true"]
