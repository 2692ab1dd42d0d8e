FROM debian:13
COPY run /opt/run
RUN chmod 755 /opt/run
CMD ["/opt/run"]
