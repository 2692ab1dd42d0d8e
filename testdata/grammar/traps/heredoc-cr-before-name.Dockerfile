FROM alpine
RUN cat <<EOF
b
EOF
