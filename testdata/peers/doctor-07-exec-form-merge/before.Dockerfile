FROM debian:13
RUN ["/bin/echo", "a"]
RUN ["/bin/echo", "b"]
RUN mkdir /a
