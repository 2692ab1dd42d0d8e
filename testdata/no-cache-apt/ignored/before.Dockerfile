FROM debian:13
# hadolint ignore=DL3009
RUN apt-get update && apt-get install -y gcc
