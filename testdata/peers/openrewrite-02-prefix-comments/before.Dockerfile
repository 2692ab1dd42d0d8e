FROM debian:13
RUN mkdir /a
# about b
RUN mkdir /b
