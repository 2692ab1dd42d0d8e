FROM rockylinux:9-minimal
RUN microdnf install -y jq && microdnf clean all
ENTRYPOINT ["jq"]
