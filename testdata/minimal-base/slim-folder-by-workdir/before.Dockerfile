FROM debian:12
WORKDIR /usr/share
RUN cp doc/curl/copyright /r
CMD ["cat", "/r"]
