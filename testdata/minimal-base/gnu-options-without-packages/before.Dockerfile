FROM ubuntu:24.04
RUN find /srv -printf "%p" && useradd -m -G sudo app
CMD ["cat", "/x.txt"]
