FROM debian:13-slim
RUN useradd -m -s /bin/bash -G sudo,docker appuser
CMD ["cat", "/x"]
