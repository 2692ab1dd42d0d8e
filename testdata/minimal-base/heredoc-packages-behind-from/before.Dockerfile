FROM debian:12
RUN <<EOF
#!/bin/bash
set -e
apt-get update
apt-get install -y curl
EOF
CMD ["curl", "https://example.com"]
