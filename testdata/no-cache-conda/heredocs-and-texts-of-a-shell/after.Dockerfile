FROM debian:13
RUN <<EOT
set -e
# first
conda install -y numpy && conda clean -ay
EOT
RUN bash -ec "mamba install -y scipy" && mamba clean -ay
RUN ["sh", "-c", "conda install -y numpy && conda clean -ay"]
