FROM ubuntu:24.04
RUN if [ -n "$X" ]; then apt-get update && apt-get install -y curl; fi
CMD ["true"]
