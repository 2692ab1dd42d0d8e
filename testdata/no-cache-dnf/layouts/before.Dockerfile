FROM fedora:42
RUN true \
 # why
 && dnf install -y git
RUN mkdir -p /x; \
	yum update -y
RUN dnf install -y git;
RUN yum update -y; exit 0
