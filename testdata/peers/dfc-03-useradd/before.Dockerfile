FROM debian:13
RUN useradd -m -s /bin/bash -G sudo,docker appuser
CMD ["cat", "/x"]
