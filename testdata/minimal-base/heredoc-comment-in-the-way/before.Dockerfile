FROM ubuntu:24.04
RUN <<EOF
# nothing else
apt-get update
EOF
RUN <<EOF
set -e
mkdir /x
apt-get clean # small
EOF
RUN apt-get update # alone
CMD ["true"]
