FROM alpine
RUN echo ${X:-a <<EOF}
body
EOF}
