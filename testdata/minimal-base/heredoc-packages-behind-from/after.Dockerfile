FROM alpine:3.24
RUN apk add --no-cache bash
RUN <<EOF
#!/bin/bash
set -e
apk add --no-cache curl
EOF
CMD ["curl", "https://example.com"]
