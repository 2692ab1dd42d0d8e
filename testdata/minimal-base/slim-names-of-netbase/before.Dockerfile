FROM node:22
RUN getent services https > /https
RUN dpkg-reconfigure fontconfig
RUN apt-mark showmanual > /packages
CMD ["cat", "/https"]
