FROM alpine:3.24
RUN apk add --no-cache zsh weechat
CMD ["zsh", "-c", "weechat"]
