FROM alpine
RUN --bogus=1 echo
