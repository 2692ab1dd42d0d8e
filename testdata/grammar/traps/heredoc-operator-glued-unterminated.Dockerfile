FROM alpine
RUN (cat <<EOF)
z
EOF
