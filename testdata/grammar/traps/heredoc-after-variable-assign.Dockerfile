FROM alpine
RUN echo ${A:=b} <<EOF
body
EOF
