FROM alpine:3.20
RUN echo a | tee /etc/motd
RUN touch b
