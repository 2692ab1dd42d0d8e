FROM debian:13
RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
RUN apt-get update && apt-get install -y jq || exit 1 && rm -rf /var/lib/apt/lists/*
RUN if true; then apt-get update && apt-get install -y git; fi && rm -rf /var/lib/apt/lists/*
