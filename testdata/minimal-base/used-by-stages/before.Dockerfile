FROM ubuntu:24.04 AS base
RUN mkdir -p /srv

FROM base
COPY app.sh /srv/
CMD ["/srv/app.sh"]
