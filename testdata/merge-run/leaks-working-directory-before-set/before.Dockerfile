FROM debian:12
RUN cd /tmp; set -e; touch a
RUN pwd
