FROM almalinux:9
RUN dnf install -y hostname which lsof bind-utils && dnf clean all
CMD ["hostname"]
