FROM debian:13
RUN cp -a /opt/src /opt/dst
RUN echo x >> /opt/dst/f
