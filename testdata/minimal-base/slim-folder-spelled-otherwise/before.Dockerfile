FROM debian:12
RUN zcat /usr/share/"doc"/apt/changelog.gz > /a
RUN cp /usr/share/d*/curl/changelog.Debian.gz /b
RUN ls /usr/share/../share/doc > /c
RUN ls //usr//share//doc > /d
RUN echo /usr/share/d*/curl > /e
CMD ["cat", "/a"]
