FROM ubuntu:24.04
SHELL ["/bin/bash", "-c"]
RUN type cat > /opt/x
CMD ["true"]
