FROM alpine
RUN <<EOF
# comment


  # another \
EOF
