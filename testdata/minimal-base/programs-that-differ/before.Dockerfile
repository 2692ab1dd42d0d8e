FROM ubuntu:24.04
RUN ls -l /tmp/x && df -h && id
CMD ["date"]
