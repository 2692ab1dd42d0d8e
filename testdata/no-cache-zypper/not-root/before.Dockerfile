FROM opensuse/leap:15.6
USER app
RUN sudo zypper --non-interactive install git
