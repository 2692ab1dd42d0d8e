FROM alpine
RUN cat<<EOF
RUN b
