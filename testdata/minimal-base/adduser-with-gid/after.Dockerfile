FROM debian:12-slim
RUN addgroup --gid 1500 app && adduser --uid 1500 --gid 1500 --disabled-password --gecos "" app
CMD ["sleep", "1"]
