FROM debian:12
RUN sed '1e touch x' /etc/motd
RUN touch b
