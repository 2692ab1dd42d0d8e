FROM debian:13
RUN cd /x && conda install -y numpy && echo done && conda clean -ay
RUN set -e; mamba install -y scipy; echo done && mamba clean -ay
