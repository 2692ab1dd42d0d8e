FROM example.org/x:1
RUN conda install -y numpy
FROM debian:13
RUN sudo mamba install -y scipy
