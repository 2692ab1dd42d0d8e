FROM debian:12-slim
RUN echo 'alias ll="ls -l"' >> $HOME/.bashrc
CMD ["tail", "-f", "/dev/null"]
