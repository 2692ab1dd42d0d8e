FROM alpine
ADD a <<EOF
x
EOF
