FROM opensuse/leap:15.6
RUN zypper --non-interactive install git &
RUN zypper -n up & wait
RUN zypper --non-interactive install git # why
RUN { zypper -n up; exit 0; }
