FROM debian:12
RUN apt-get update && apt-get install -y \
    # to fetch
    curl \
    # to read
    jq
ENTRYPOINT ["curl"]
