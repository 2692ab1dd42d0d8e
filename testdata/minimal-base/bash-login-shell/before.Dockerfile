FROM debian:13
SHELL ["/bin/bash", "-lc"]
RUN mkdir /app
CMD ["cat", "/app/a"]
