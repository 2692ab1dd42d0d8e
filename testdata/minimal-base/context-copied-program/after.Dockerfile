FROM busybox:1.38
COPY run /opt/run
RUN chmod 755 /opt/run
CMD ["/opt/run"]
