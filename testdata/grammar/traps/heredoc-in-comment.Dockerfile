FROM alpine
RUN echo a # <<EOF
a
EOF
