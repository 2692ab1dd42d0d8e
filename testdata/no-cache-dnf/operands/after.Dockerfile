FROM fedora:42
RUN cd /x && dnf install -y git && echo done && dnf clean all
RUN set -e; yum update -y; echo done && yum clean all
