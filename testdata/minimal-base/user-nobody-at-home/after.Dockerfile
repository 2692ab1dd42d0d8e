FROM debian:12-slim
USER nobody
CMD cd && pwd
