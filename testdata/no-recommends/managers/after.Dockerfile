FROM fedora:42
RUN dnf install --setopt=install_weak_deps=False -y git && microdnf install --setopt=install_weak_deps=False -y jq
RUN dnf install -y --setopt=install_weak_deps=0 git
