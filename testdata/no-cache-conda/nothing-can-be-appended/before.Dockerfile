FROM debian:13
RUN conda install -y numpy &
RUN mamba install -y scipy & wait
RUN conda install -y numpy # why
RUN { mamba install -y scipy; exit 0; }
