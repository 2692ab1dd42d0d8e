FROM debian:13
RUN true \
 # why
 && conda install -y numpy \
 && conda clean -ay
RUN mkdir -p /x; \
	mamba install -y scipy && \
	mamba clean -ay
RUN conda install -y numpy && conda clean -ay;
RUN mamba install -y scipy; exit 0
