FROM alpine:3.24
RUN sh -e <<'EOT'
apk update
# tools
apk add -U \
  curl \
  jq
rm -rf /var/cache/apk/*
echo done
EOT
RUN <<-EOT
	set -e
	if true; then
		apk add --no-cache git
	fi
EOT
RUN <<EOT
#!/bin/sh -e
apk add --no-cache make
EOT
