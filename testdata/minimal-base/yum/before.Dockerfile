FROM centos:7
RUN yum -y update && yum install -y curl && yum clean all && rm -rf /var/cache/yum
WORKDIR /data
CMD ["curl", "--version"]
