FROM debian:12
RUN apt-get update && apt-get install -y curl git && rm -rf /var/lib/apt/lists/*
COPY <<EOF /start.sh
#!/bin/sh
apt-get update && apt-get install -y nano
EOF
CMD ["/start.sh"]
