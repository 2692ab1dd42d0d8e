FROM fedora:42
RUN env A=b dnf install -y git
FROM fedora:42
RUN DEBIAN_FRONTEND=noninteractive dnf install -y git
FROM fedora:42
RUN time dnf install -y git
FROM fedora:42
RUN nice -n 5 dnf install -y git
FROM fedora:42
RUN if true; then dnf install -y git; fi
FROM fedora:42
RUN for i in a b; do dnf install -y git; done
FROM fedora:42
RUN (dnf install -y git)
FROM fedora:42
RUN { dnf install -y git; }
FROM fedora:42
RUN true && dnf install -y git || exit 1
FROM fedora:42
RUN sh -c 'dnf install -y git' && dnf clean all
FROM fedora:42
RUN bash -euxo pipefail -c "dnf install -y git" && dnf clean all
FROM fedora:42
RUN echo start; dnf install -y git && dnf clean all
FROM fedora:42
RUN ["sh", "-c", "dnf install -y git && dnf clean all"]
FROM fedora:42
RUN <<EOF
dnf install -y git && dnf clean all
EOF
FROM fedora:42
RUN bash <<'EOF'
set -e
dnf install -y git && dnf clean all
EOF
FROM fedora:42
SHELL ["/bin/dash", "-c"]
RUN dnf install -y git && dnf clean all
FROM fedora:42
SHELL ["/bin/ash", "-eo", "pipefail", "-c"]
RUN dnf install -y git && dnf clean all
FROM fedora:42
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN dnf install -y git && dnf clean all
