FROM debian:12
RUN if test -f /x; then apt-get install curl; fi && (cd /x; apt-get install curl)
