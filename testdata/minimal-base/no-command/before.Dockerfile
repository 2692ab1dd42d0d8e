FROM debian:12
ONBUILD RUN make
RUN mkdir /app
