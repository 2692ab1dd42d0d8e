FROM fedora:42
RUN dnf install -y git &
RUN yum update -y & wait
RUN dnf install -y git # why
RUN { yum update -y; exit 0; }
