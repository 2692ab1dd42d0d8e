FROM ubuntu:24.04
RUN useradd -m -G sudo app
CMD ["true"]
