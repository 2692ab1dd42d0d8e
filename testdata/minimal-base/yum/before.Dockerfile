FROM almalinux:9
RUN yum -y update && yum install -y curl && yum clean all && rm -rf /var/cache/yum
WORKDIR /data
CMD ["curl", "--version"]
