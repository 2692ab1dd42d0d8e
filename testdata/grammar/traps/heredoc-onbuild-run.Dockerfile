FROM alpine
ONBUILD RUN <<EOF
echo a
EOF
RUN b
