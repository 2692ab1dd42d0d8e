FROM fedora:42
RUN dnf install -y git && yum --enablerepo=x update -y && microdnf remove -y git
RUN dnf -y install git && dnf install -qy git && dnf install git --assumeyes
