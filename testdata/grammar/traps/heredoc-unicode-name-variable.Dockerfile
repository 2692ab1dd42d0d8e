FROM alpine
RUN echo $été ${é} <<EOF
body
EOF
