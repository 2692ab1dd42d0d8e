FROM alpine:3.24
RUN apk add --no-cache bash
RUN echo 'alias ll="ls -l"' >> $HOME/.bashrc
CMD ["tail", "-f", "/dev/null"]
