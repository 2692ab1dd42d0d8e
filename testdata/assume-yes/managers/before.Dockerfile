FROM fedora:42
RUN dnf install git && yum --enablerepo=x update && microdnf remove git
RUN dnf -y install git && dnf install -qy git && dnf install git --assumeyes
