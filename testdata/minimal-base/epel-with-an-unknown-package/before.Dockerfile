FROM almalinux:9
RUN dnf install -y https://example.org/pub/epel/epel-release-latest-9.noarch.rpm && dnf install -y no-such
RUN dnf install -y https://example.org/other-release.rpm
CMD ["true"]
