FROM busybox:1.38
CMD ["sleep", "infinity"]
