FROM debian:12-slim
RUN X=1 useradd -m app && X=1 adduser --disabled-password --gecos "" other
CMD ["true"]
