FROM alpine
RUN cat <<EOF \
# comment

  > f
# body
EOF
