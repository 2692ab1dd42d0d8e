FROM debian:12
RUN sort --compress-prog=./x /etc/motd
RUN touch b
