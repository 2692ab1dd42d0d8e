FROM debian:13
RUN true \
 # why
 && conda install -y numpy
RUN mkdir -p /x; \
	mamba install -y scipy
