FROM ubuntu:24.04
SHELL ["/bin/bash", "-c"]
RUN printf '\u2713' > /opt/x
CMD ["true"]
