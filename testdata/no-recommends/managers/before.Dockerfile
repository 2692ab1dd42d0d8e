FROM fedora:42
RUN dnf install -y git && microdnf install -y jq
RUN dnf install -y --setopt=install_weak_deps=0 git
