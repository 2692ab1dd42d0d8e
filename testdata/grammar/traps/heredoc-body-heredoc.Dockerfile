FROM alpine
RUN <<EOF
cat <<X
in
X
EOF
