FROM debian:13
RUN false; echo ok
RUN echo b
