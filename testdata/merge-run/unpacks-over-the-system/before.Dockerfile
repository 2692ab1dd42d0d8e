FROM debian:12
RUN tar -C / -xf /x.tar
RUN echo a
