FROM opensuse/leap:15.6
RUN if test -f /x; then zypper --non-interactive install git; fi
RUN zypper --non-interactive install git || true
RUN env A=b zypper --non-interactive install git
RUN zypper --non-interactive install git && rm -rf /opt
