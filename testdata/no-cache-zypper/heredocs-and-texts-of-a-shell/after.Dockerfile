FROM opensuse/leap:15.6
RUN <<EOT
set -e
# first
zypper --non-interactive install git && zypper clean -a
EOT
RUN bash -ec "zypper -n up" && zypper clean -a
RUN ["sh", "-c", "zypper --non-interactive install git && zypper clean -a"]
