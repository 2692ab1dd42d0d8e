FROM debian:12
RUN if test -f /x; then apt install -y curl; fi && (cd /x; apt install -y curl)
