FROM fedora:42
RUN dnf install -y git
RUN yum update -y
