FROM debian:13
RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
RUN apt-get update && apt-get install -y jq && rm -r /var/lib/apt/lists
RUN apt-get update; apt-get install -y git; apt-get dist-clean
RUN apt-get update && apt-get install -y bc && find /var/lib/apt/lists -type f -delete
