FROM ubuntu:24.04
RUN apt-get update && apt-get install -y curl=7.88.1-10+deb12u8 jq/bookworm-backports
CMD ["true"]
