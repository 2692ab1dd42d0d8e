FROM debian:13
RUN mkdir /a
#COPY x /x
RUN mkdir /b
# RUN takes a while
RUN mkdir /c
