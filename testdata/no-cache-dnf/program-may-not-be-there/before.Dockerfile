FROM fedora:42
RUN if test -f /x; then dnf install -y git; fi
RUN dnf install -y git || true
RUN env A=b dnf install -y git
RUN dnf install -y git && rm -rf /opt
