FROM alpine
RUN echo ${A:1:2} ${B:0} ${C: -1} <<EOF
body
EOF
