FROM fedora:42
RUN dnf install -y git && dnf clean all
RUN yum update -y && yum clean all
