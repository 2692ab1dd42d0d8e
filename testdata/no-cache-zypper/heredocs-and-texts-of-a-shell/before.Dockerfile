FROM opensuse/leap:15.6
RUN <<EOT
set -e
# first
zypper --non-interactive install git
EOT
RUN bash -ec "zypper -n up"
RUN ["sh", "-c", "zypper --non-interactive install git"]
