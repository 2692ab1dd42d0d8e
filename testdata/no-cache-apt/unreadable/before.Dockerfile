FROM debian:13
RUN apt-get update && if true; then echo
