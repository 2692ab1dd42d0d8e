FROM fedora:43
RUN dnf upgrade -y && dnf install -y jq && dnf clean all
ENTRYPOINT ["jq"]
