FROM alpine
RUN <<EOF cat > /f
one
EOF
