FROM ubuntu:24.04
RUN date -d "1 day ago" > /opt/x
RUN mktemp /tmp/a.XXXX.txt
CMD ["true"]
