FROM alpine
ARG a=<<EOF
RUN b
