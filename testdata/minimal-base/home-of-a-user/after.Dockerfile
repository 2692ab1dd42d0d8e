FROM alpine:3.24
RUN adduser -D -u 1500 app
ENV HOME=/home/app
USER app
WORKDIR $HOME
COPY page.html ./
CMD ["cat", "page.html"]
