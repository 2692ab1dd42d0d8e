FROM debian:13
RUN curl http://localhost/x
