FROM opensuse/leap:15.6
RUN env A=b zypper -n install git
FROM opensuse/leap:15.6
RUN DEBIAN_FRONTEND=noninteractive zypper -n install git
FROM opensuse/leap:15.6
RUN time zypper -n install git
FROM opensuse/leap:15.6
RUN nice -n 5 zypper -n install git
FROM opensuse/leap:15.6
RUN if true; then zypper -n install git; fi
FROM opensuse/leap:15.6
RUN for i in a b; do zypper -n install git; done
FROM opensuse/leap:15.6
RUN (zypper -n install git)
FROM opensuse/leap:15.6
RUN { zypper -n install git; }
FROM opensuse/leap:15.6
RUN true && zypper -n install git || exit 1
FROM opensuse/leap:15.6
RUN sh -c 'zypper -n install git' && zypper clean -a
FROM opensuse/leap:15.6
RUN bash -euxo pipefail -c "zypper -n install git" && zypper clean -a
FROM opensuse/leap:15.6
RUN echo start; zypper -n install git && zypper clean -a
FROM opensuse/leap:15.6
RUN ["sh", "-c", "zypper -n install git && zypper clean -a"]
FROM opensuse/leap:15.6
RUN <<EOF
zypper -n install git && zypper clean -a
EOF
FROM opensuse/leap:15.6
RUN bash <<'EOF'
set -e
zypper -n install git && zypper clean -a
EOF
FROM opensuse/leap:15.6
SHELL ["/bin/dash", "-c"]
RUN zypper -n install git && zypper clean -a
FROM opensuse/leap:15.6
SHELL ["/bin/ash", "-eo", "pipefail", "-c"]
RUN zypper -n install git && zypper clean -a
FROM opensuse/leap:15.6
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN zypper -n install git && zypper clean -a
