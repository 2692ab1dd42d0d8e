FROM opensuse/leap:15.6
RUN zypper --non-interactive install git
RUN zypper --no-refresh search git
