FROM fedora:42
RUN <<EOT
set -e
# first
dnf install -y git && dnf clean all
EOT
RUN bash -ec "yum update -y" && yum clean all
RUN ["sh", "-c", "dnf install -y git && dnf clean all"]
