FROM opensuse/leap:15.6
ONBUILD RUN zypper --non-interactive install git
# imgfix ignore=no-cache-zypper -- wanted
RUN zypper --non-interactive install git
SHELL ["/bin/zsh", "-c"]
RUN zypper --non-interactive install git
