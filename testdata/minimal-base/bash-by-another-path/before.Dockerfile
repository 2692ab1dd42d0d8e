FROM debian:12-slim
CMD ["/usr/bin/bash", "-c", "true"]
