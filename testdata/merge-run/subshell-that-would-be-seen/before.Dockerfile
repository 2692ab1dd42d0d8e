FROM debian:12
RUN cd /tmp && echo $BASH_SUBSHELL > a
RUN touch b
