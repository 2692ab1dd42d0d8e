FROM alpine
RUN cat <<E\
OF
hello
EOF
