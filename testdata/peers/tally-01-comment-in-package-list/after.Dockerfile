FROM debian:13
RUN apt-get update && apt-get install -y zsh \
  # why
  bash && \
  rm -rf /var/lib/apt/lists/*
CMD ["zsh"]
