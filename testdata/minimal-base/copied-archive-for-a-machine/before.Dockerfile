FROM ubuntu:22.04
COPY server-1.2-linux-x86_64.tar.gz /opt/
ADD other_linux_amd64.zip /opt/
RUN tar xzf /opt/server-1.2-linux-x86_64.tar.gz -C /opt
ENTRYPOINT ["/opt/server/run.sh"]
