FROM ubuntu:24.04
RUN useradd -m -u 1500 app
ENV HOME=/home/app
USER app
WORKDIR $HOME
COPY page.html ./
CMD ["cat", "page.html"]
