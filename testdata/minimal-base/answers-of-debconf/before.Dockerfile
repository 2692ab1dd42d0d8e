FROM debian:12
RUN echo 'debconf debconf/frontend select Noninteractive' | debconf-set-selections
RUN apt-get update && echo "* libraries/restart-without-asking boolean true" | debconf-set-selections && \
    apt-get install -y curl && rm -rf /var/lib/apt/lists/*
CMD ["curl", "--version"]
