FROM alpine
RUN cat <<EOF > /f && b
one
  two
EOF
