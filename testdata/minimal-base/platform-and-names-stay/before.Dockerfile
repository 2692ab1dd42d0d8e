FROM --platform=linux/arm64 docker.io/library/debian:12 AS final
CMD ["true"]
