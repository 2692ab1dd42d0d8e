FROM alpine
RUN <<E"O"F
echo $a
EOF
RUN <<'E'OF
b
EOF
