FROM opensuse/leap:15.6
RUN true \
 # why
 && zypper --non-interactive install git \
 && zypper clean -a
RUN mkdir -p /x; \
	zypper -n up && \
	zypper clean -a
RUN zypper --non-interactive install git && zypper clean -a;
RUN zypper -n up; exit 0
