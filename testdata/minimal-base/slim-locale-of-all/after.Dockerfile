FROM debian:12-slim
RUN LC_ALL=C sort /etc/passwd > /sorted; export LANG=C.UTF-8; env LC_CTYPE=POSIX sort /sorted > /sorted.2
CMD ["cat", "/sorted.2"]
