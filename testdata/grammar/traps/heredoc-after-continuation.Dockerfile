FROM alpine
RUN a && \
  cat <<EOF \
  > f
body
EOF
RUN b
