FROM debian:13
RUN true \
 # why
 && conda install -y numpy
RUN mkdir -p /x; \
	mamba install -y scipy
RUN conda install -y numpy;
RUN mamba install -y scipy; exit 0
