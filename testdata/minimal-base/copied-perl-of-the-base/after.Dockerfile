FROM debian:12-slim
COPY a.pl /root/
CMD ["true"]
