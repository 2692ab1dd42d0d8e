FROM debian:13
RUN apt-get update && apt-get install -y \
    # transfers
    curl \
    # json
    jq
ENTRYPOINT ["curl"]
