FROM debian:13
RUN --mount=type=cache,target=/opt/conda/pkgs conda install -y numpy
RUN --mount=type=tmpfs,target=/opt/conda/pkgs mamba install -y scipy
