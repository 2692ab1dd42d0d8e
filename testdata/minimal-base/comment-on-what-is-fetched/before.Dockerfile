FROM centos:7
RUN yum -y install wget
# the package for CentOS 7.4 and later, Ubuntu 17 and later
ARG ADDRESS=https://example.org/box.tar.gz
RUN wget -O box.tar.gz "$ADDRESS" && tar xzf box.tar.gz -C /opt
ENTRYPOINT ["/opt/box/start"]
