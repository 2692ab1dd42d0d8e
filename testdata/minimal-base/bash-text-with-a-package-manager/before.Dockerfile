FROM ubuntu:24.04
RUN bash -c "set -e && apt-get update && apt-get install -y curl"
CMD ["true"]
