ARG IMAGE=debian:12-slim
FROM ${IMAGE}
CMD ["cat", "/etc/os-release"]
