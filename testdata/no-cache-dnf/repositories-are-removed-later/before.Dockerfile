FROM centos:7
RUN yum install -y git
RUN rm -f /etc/yum.repos.d/*.repo
CMD ["sleep", "1"]
