FROM alpine
RUN a${X:-b}<<EOF
RUN 3<<E${X:-F}
