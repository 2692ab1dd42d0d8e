FROM opensuse/leap:15.6
RUN cd /x && zypper --non-interactive install git && echo done && zypper clean -a
RUN set -e; zypper -n up; echo done && zypper clean -a
