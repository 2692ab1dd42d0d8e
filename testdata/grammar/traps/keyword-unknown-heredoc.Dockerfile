FROM alpine
FOO <<EOF
RUN x
EOF
