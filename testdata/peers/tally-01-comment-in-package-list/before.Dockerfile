FROM debian:13
RUN apt-get update && apt-get install -y zsh \
  # why
  bash
CMD ["zsh"]
