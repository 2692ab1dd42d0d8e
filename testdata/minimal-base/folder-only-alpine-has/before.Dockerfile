FROM debian:12
RUN mkdir /opt/app && touch /opt/app/ready
CMD ["cat", "/opt/app/ready"]
