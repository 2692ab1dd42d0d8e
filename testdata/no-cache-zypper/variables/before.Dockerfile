FROM opensuse/leap:15.6
RUN $ZYPPER install git
RUN zypper $OPTIONS install git
