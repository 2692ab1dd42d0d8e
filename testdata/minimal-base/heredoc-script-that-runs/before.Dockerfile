FROM debian:12-slim
COPY <<'EOF' /run.sh
#!/bin/sh
ldd /bin/true
EOF
COPY <<EOF /open.sh
#!/bin/sh
$COMMAND
EOF
RUN sh /open.sh
CMD ["/run.sh"]
