FROM opensuse/leap:15.6
RUN true \
 # why
 && zypper --non-interactive install git
RUN mkdir -p /x; \
	zypper -n up
RUN zypper --non-interactive install git;
RUN zypper -n up; exit 0
