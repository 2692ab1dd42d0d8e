FROM debian:13
RUN cd /a
RUN pwd
