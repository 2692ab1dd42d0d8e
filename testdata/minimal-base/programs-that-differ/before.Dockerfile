FROM debian:12
RUN ls -l /tmp/x && df -h && id
CMD ["date"]
