FROM debian:12
RUN dpkg -L tar | grep README > /files
RUN md5sum -c /var/lib/dpkg/info/*.md5sums
RUN dpkg --root=/ --verify
CMD ["cat", "/usr/share/doc/tar/NEWS.gz"]
