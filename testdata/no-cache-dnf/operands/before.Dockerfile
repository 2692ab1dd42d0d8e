FROM fedora:42
RUN cd /x && dnf install -y git && echo done
RUN set -e; yum update -y; echo done
