FROM fedora:42
RUN --mount=type=cache,target=/var/cache/libdnf5 dnf install -y git
RUN --mount=type=tmpfs,target=/var/cache/libdnf5 yum update -y
