FROM ubuntu:24.04
COPY d8 snapshot_blob.bin /home/user/
RUN chmod 755 /home/user/d8
CMD ["cat", "/etc/hostname"]
