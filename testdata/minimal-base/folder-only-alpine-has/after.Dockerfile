FROM alpine:3.24
RUN mkdir /opt/app && touch /opt/app/ready
CMD ["cat", "/opt/app/ready"]
