FROM debian:12
RUN tar xf /x.tar -C /opt
RUN sh -c 'echo 2 >> /opt/a'
CMD ["true"]
