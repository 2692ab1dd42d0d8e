FROM alpine
RUN <<EOF
a
EOF

# c
RUN b
