FROM ubuntu:22.04
ENV ADDRESS https://example.org/releases/server_linux-amd64-3.0.tar.gz
ENV OTHER=https://example.org/bin-linux/server-1.0.zip
ADD ${ADDRESS} /opt/
ADD $OTHER /opt/
RUN cd /opt && tar -xzf server_linux-amd64-3*.tar.gz
ENTRYPOINT ["/opt/run.sh"]
