FROM debian:12
RUN dpkg-reconfigure -p high dash
RUN echo -e a
