FROM alpine:3.24
RUN apk add --no-cache bash
# no set -e: what fails does not stop it
RUN <<EOF
	apk add --no-cache curl \
	  jq   # both

# keep the image small
mkdir /app
EOF
RUN <<'EOT'
set -e
apk add --no-cache tree
true
EOT
RUN <<-EOF
	apk add --no-cache git
	true
EOF
RUN sh -e <<'EOF'
apk add --no-cache xz
EOF
RUN <<EOF
#!/bin/bash -e
mkdir -p /srv/{a,b}
EOF
CMD ["curl", "--version"]
