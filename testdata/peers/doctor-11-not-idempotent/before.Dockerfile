FROM debian:13
RUN mkdir /a
RUN mkdir /b
CMD ["ls"]
