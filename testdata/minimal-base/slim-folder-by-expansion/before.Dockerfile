FROM debian:12
RUN ls /usr/share/{doc,man} > /a
RUN D=doc; ls /usr/share/$D > /b
CMD ["cat", "/a"]
