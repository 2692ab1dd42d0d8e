FROM debian:13
RUN mkdir /a
# in a separate step
RUN mkdir /b
USER root
# for better layers
RUN mkdir /c
RUN mkdir /d
