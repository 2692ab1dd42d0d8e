FROM alpine:3.24
ARG PACKAGES=curl
RUN sh <<EOT
apk add $PACKAGES
EOT
RUN cat <<EOT > /install.sh
apk add curl
EOT
