FROM debian:13-slim
SHELL ["/bin/bash", "-lc"]
RUN mkdir /app
CMD ["cat", "/app/a"]
