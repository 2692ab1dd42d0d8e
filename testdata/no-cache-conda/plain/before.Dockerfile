FROM debian:13
RUN conda install -y numpy
RUN mamba install -y scipy
