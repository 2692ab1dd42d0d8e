FROM debian:12-slim
VOLUME /home
CMD ["true"]
