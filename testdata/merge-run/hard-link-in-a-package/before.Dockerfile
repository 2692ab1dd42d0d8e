FROM debian:12
RUN apt-get install -y perl
RUN chmod 700 /usr/bin/perl
