FROM debian:12
RUN cd /usr/share && cp doc/curl/README.Debian /r
RUN cd /usr && ls share/man > /x
CMD ["cat", "/r"]
