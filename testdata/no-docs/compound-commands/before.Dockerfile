FROM debian:12
RUN if test -f /x; then gem install rainbow; fi && (cd /x; gem install rainbow)
