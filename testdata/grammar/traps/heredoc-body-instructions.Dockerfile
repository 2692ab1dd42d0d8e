FROM alpine
RUN <<EOF
FROM b
RUN c \
EOF
RUN d
