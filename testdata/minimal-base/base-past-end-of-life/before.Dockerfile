FROM centos:7
RUN yum install -y jq
CMD ["jq", "."]
