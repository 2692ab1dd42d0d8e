FROM alpine
RUN cat {fd}<<EOF
RUN b
