FROM ubuntu:14.04
COPY tree.py /root/
CMD ["true"]
