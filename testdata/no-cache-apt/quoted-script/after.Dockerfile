FROM debian:13
RUN bash -c "apt-get update && apt-get install -y gcc" && rm -rf /var/lib/apt/lists/*
