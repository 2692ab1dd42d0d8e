FROM centos:7
RUN yum install -y git
RUN yum -yC install jq
CMD ["sleep", "1"]
