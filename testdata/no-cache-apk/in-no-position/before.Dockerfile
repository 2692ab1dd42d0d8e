FROM alpine:3.24
ONBUILD RUN apk add curl
FROM alpine:3.24
RUN echo "apk add curl"
FROM alpine:3.24
RUN true # apk add curl
FROM alpine:3.24
RUN cat > /x <<'EOF'
apk add curl
EOF
FROM alpine:3.24
RUN su app -c "apk add curl"
FROM alpine:3.24
RUN eval 'apk add curl'
FROM alpine:3.24
RUN X=$(apk add curl) && echo $X
FROM alpine:3.24
RUN f() { apk add curl; } && f
FROM alpine:3.24
LABEL install="apk add curl"
FROM alpine:3.24
SHELL ["/usr/bin/fish", "-c"]
RUN apk add curl
