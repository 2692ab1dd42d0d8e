FROM --platform=$TARGETPLATFORM debian:12
CMD ["true"]
