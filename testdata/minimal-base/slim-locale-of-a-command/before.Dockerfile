FROM debian:12
RUN LANGUAGE=de tar --help > /help
RUN export LC_ALL=de_DE.UTF-8; tar --help >> /help
RUN env LC_MESSAGES=fr_FR tar --help >> /help
RUN apt-config dump > /settings
CMD ["cat", "/usr/share/doc/tar/NEWS.gz"]
