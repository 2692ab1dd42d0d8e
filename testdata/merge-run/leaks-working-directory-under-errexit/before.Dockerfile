FROM debian:12
SHELL ["/bin/sh", "-e", "-c"]
RUN cd /tmp; touch a
RUN pwd
