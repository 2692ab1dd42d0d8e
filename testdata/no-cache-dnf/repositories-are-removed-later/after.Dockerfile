FROM centos:7
RUN yum install -y git && yum clean all
RUN rm -f /etc/yum.repos.d/*.repo
CMD ["sleep", "1"]
