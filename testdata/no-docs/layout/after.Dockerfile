FROM debian:12
RUN true \
 # why
 && gem install --no-document rainbow
