FROM rockylinux:8
RUN yum update -y && yum install -y jq tree && touch /opt/x && yum remove -y tree && yum clean all
ENTRYPOINT ["jq"]
