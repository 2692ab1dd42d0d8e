FROM --platform=$TARGETPLATFORM ubuntu:24.04
CMD ["true"]
