FROM debian:13-slim
CMD ["ps", "-ef"]
