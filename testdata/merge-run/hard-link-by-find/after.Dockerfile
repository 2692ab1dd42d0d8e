FROM debian:12
RUN tar xf /x.tar -C /opt
RUN find /opt -name a -exec chmod 600 {} + && \
    tar xf /y.tar -C /opt
RUN ls /opt/a | xargs chmod 600
CMD ["true"]
