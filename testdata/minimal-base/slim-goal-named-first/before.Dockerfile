FROM debian:12 AS base
RUN mkdir /y && cp -r -t /y /usr/share
RUN cd /opt && ln -sf /usr && ls ./usr/share
FROM base
CMD ["cat", "/y/x"]
