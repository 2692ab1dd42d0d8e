FROM debian:12
RUN ls /usr/share/{doc,man} > /a
CMD ["cat", "/a"]
