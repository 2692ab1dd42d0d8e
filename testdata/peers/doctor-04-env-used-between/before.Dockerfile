FROM debian:13
ENV A=1
RUN echo $A
ENV A=2
