FROM fedora:42
ONBUILD RUN dnf install -y git
# imgfix ignore=no-cache-dnf -- wanted
RUN dnf install -y git
SHELL ["/bin/zsh", "-c"]
RUN dnf install -y git
