FROM alpine
RUN echo $(cat <<EOF
a
EOF
RUN b
