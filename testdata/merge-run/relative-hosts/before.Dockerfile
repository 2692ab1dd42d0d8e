FROM debian:13
RUN (cd /etc && echo 1.2.3.4 foo >> hosts)
RUN cat /x > /y
RUN cp /tmp/hosts /etc/
RUN touch /z
