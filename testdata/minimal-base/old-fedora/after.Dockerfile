FROM busybox:1.38
CMD ["true"]
