FROM alpine
RUN cat <<   EOF
a
EOF
RUN cat <<	EOT
b
EOT
