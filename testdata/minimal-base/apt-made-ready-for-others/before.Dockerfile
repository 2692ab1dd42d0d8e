FROM ubuntu:14.04
RUN sed -i s/archive/de.archive/ /etc/apt/sources.list
COPY install.sh /
CMD ["./install.sh"]
