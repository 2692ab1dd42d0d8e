FROM alpine
ADD <<EOF /f
one
EOF
