FROM debian:13
RUN su root -c "apt-get update && apt-get install -y gcc"
