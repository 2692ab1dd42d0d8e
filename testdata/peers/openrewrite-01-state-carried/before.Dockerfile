FROM debian:13
RUN cd /tmp
RUN export A=1
RUN sleep 1 &
RUN set -x
RUN echo $A # note
RUN pwd
