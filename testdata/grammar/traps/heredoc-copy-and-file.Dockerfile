FROM alpine
COPY x <<EOF y /d/
one
EOF
