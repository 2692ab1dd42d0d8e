FROM debian:13
RUN mkdir /a # first
RUN mkdir /b
