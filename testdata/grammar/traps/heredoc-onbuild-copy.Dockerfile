FROM alpine
ONBUILD COPY <<EOF /f
one
EOF
