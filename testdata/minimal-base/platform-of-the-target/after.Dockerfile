FROM --platform=$TARGETPLATFORM busybox:1.38
CMD ["true"]
