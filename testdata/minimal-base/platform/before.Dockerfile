FROM --platform=$PLATFORM ubuntu:24.04
CMD ["true"]
