FROM debian:12
RUN true \
 # why
 && gem install rainbow
