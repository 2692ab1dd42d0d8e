FROM opensuse/leap:15.6
RUN zypper --non-interactive install git && zypper clean -a
RUN zypper -n up && zypper clean -a
