FROM alpine:3.24
RUN <<EOF
apk update
apk add curl
EOF
COPY <<EOF /note
apk add curl   
EOF
