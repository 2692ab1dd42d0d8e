FROM fedora:42
RUN <<EOT
set -e
# first
dnf install -y git
EOT
RUN bash -ec "yum update -y"
RUN ["sh", "-c", "dnf install -y git"]
