# alpine

FROM busybox:1.38
CMD ["echo", "x"]
