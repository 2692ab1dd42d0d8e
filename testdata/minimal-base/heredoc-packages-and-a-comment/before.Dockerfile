FROM debian:12-slim
RUN <<EOF
#!/bin/bash
set -e
apt-get update && apt-get clean # and no more
apt-get install -y jq
EOF
CMD ["jq"]
