FROM ubuntu:14.04
RUN sed -i s/archive/de.archive/ /etc/apt/sources.list
COPY start.sh /
CMD ["./start.sh"]
