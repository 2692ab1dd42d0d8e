FROM debian:12
RUN tar xf /x.tar -C /opt
RUN /opt/edit.sh
RUN tar xf /x.tar -C /opt
RUN curl -o /opt/a https://example.org/a && \
    tar xf /x.tar -C /opt
RUN sort -o /opt/a /opt/a
CMD ["true"]
