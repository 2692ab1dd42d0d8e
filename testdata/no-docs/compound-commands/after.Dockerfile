FROM debian:12
RUN if test -f /x; then gem install --no-document rainbow; fi && (cd /x; gem install --no-document rainbow)
