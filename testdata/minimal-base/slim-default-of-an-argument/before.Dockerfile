ARG IMAGE=debian:12
FROM ${IMAGE}
CMD ["cat", "/etc/os-release"]
