FROM debian:13
ONBUILD RUN conda install -y numpy
# imgfix ignore=no-cache-conda -- wanted
RUN conda install -y numpy
SHELL ["/bin/zsh", "-c"]
RUN conda install -y numpy
