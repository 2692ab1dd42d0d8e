FROM debian:13
RUN cd /x && conda install -y numpy && echo done
RUN set -e; mamba install -y scipy; echo done
