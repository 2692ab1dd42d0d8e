FROM fedora:43
RUN dnf install -y --nodocs jq && dnf clean all
ENTRYPOINT ["jq"]
