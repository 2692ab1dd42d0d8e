FROM debian:12
RUN sort --version-sort /etc/shells > /x && install --owner=www-data -d /d
CMD ["sleep", "1"]
