FROM alpine
COPY << EOF /f
x
EOF
