FROM debian:13
RUN $CONDA install x
RUN conda $OPTIONS install x
