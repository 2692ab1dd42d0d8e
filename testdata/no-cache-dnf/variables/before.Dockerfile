FROM fedora:42
RUN $DNF install git
RUN dnf $OPTIONS install git
