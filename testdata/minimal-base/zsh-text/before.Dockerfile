FROM ubuntu:24.04
RUN apt-get update && apt-get install -y zsh weechat
CMD ["zsh", "-c", "weechat"]
