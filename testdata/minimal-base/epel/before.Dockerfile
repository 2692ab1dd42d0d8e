FROM almalinux:9
RUN dnf install -y epel-release && dnf install -y jq && dnf clean all
CMD ["jq", "--version"]
