FROM debian:12
RUN apt-get update && apt-get install -y openssh-server redis-server
CMD ["/usr/sbin/sshd", "-D"]
