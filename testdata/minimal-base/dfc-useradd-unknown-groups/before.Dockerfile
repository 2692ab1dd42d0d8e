FROM ubuntu:24.04
RUN useradd -m -s /bin/bash -G sudo,docker appuser
USER appuser
CMD ["true"]
