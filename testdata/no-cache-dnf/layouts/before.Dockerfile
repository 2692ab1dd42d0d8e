FROM fedora:42
RUN true \
 # why
 && dnf install -y git
RUN mkdir -p /x; \
	yum update -y
