FROM ubuntu:24.04
COPY --chmod=755 <<'EOF' /opt/x.sh
#!/usr/bin/env -S bash -e
echo hi
EOF
CMD ["/opt/x.sh"]
