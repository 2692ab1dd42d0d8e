FROM debian:13
ARG DEPS="curl"
RUN apt-get update && apt-get install -y $DEPS
CMD ["curl", "https://example.org"]
