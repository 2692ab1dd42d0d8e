FROM ubuntu

# Tools to look at web services
RUN apt-get update && apt-get install -y curl jq ca-certificates

# Where answers are kept
RUN mkdir -p /answers

ENTRYPOINT ["curl"]
