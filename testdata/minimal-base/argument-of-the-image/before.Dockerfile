ARG IMAGE=debian
ARG TAG=12
FROM ${IMAGE}:${TAG}
CMD ["true"]
