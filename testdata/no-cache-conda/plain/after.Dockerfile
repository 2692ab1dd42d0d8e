FROM debian:13
RUN conda install -y numpy && conda clean -ay
RUN mamba install -y scipy && mamba clean -ay
