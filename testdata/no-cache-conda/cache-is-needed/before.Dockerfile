FROM debian:13
RUN conda install -y numpy
RUN conda install -y --offline numpy
