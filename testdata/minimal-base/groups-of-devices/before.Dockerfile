FROM ubuntu:24.04
RUN useradd -m -G audio,video app
USER app
CMD ["true"]
