FROM debian:12
RUN tar -xf /x.tar -C /opt/x
RUN chmod +x /opt/x/bin/a
