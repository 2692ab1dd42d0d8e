FROM alpine
ONBUILD --a RUN b
