FROM alpine
RUN echo ${A:	} ${B:"x"} ${C:$D} <<EOF
body
EOF
