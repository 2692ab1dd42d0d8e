FROM ubuntu:24.04
RUN su -c "apt-get -y install $THIS"
CMD ["true"]
