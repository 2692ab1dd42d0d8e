FROM debian:13
ENV CONDA_PKGS_DIRS=/c
RUN conda install -y numpy
