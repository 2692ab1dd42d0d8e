FROM fedora:42
RUN true \
 # why
 && dnf install -y git \
 && dnf clean all
RUN mkdir -p /x; \
	yum update -y && \
	yum clean all
RUN dnf install -y git && dnf clean all;
RUN yum update -y; exit 0
