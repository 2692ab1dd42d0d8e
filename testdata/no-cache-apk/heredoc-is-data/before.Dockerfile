FROM alpine:3.24
RUN cat > /setup.sh <<'EOF'
apk update
apk add curl
EOF
CMD ["sh", "/setup.sh"]
