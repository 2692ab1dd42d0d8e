FROM alpine
onbuild add <<EOF /f
one
EOF
