FROM centos:7
RUN yum install -y a && \
    # b too
    yum install -y b && yum clean all
RUN yum install -y c; yum clean all; yum install -y d && yum clean all
RUN yum clean all && yum install -y a && yum clean all
RUN yum install -y b || yum clean all; yum install -y c && yum clean all
RUN mkdir /x && yum clean all && yum install -y d && yum clean all
