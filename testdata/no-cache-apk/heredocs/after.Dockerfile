FROM alpine:3.24
RUN <<EOF
apk add --no-cache curl
EOF
COPY <<EOF /note
apk add curl   
EOF
