FROM debian:12
RUN if test -f /x; then apt-get install -y curl; fi && (cd /x; apt-get install -y curl)
