FROM opensuse/leap:15.6
RUN --mount=type=cache,target=/var/cache/zypp zypper --non-interactive install git
RUN --mount=type=tmpfs,target=/var/cache/zypp zypper -n up
