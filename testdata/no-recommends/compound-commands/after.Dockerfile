FROM debian:12
RUN if test -f /x; then apt-get install --no-install-recommends -y curl; fi && (cd /x; apt-get install --no-install-recommends -y curl)
