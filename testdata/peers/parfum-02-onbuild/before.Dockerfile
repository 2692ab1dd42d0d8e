FROM debian:13
ONBUILD RUN apk add curl
ONBUILD RUN pip install x
