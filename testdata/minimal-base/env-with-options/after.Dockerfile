FROM alpine:3.24
RUN apk add --no-cache bash coreutils
COPY --chmod=755 <<'EOF' /opt/x.sh
#!/usr/bin/env -S bash -e
echo hi
EOF
CMD ["/opt/x.sh"]
