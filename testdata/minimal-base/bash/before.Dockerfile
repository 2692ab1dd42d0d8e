FROM ubuntu:24.04
RUN bash -c "mkdir -p /app/{a,b}"
CMD ["/bin/bash"]
