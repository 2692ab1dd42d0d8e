FROM debian:12
RUN apt-get update && \
    apt-get install -y curl && \
    mkdir /srv/app && \
    echo 1 > /srv/app/one && \
    rm -rf /var/lib/apt/lists/*
ENTRYPOINT ["curl"]
