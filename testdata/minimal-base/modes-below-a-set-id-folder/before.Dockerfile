FROM ubuntu:24.04
RUN mkdir -p /data && chmod 2775 /data && chmod 755 /data
CMD ["sleep", "1"]
