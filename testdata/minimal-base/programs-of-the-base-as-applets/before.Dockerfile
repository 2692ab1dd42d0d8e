FROM almalinux:9-minimal
RUN microdnf install -y hostname && microdnf clean all
RUN hostname --all-ip-addresses
CMD ["true"]
