FROM debian:13
RUN <<EOT
set -e
# first
conda install -y numpy
EOT
RUN bash -ec "mamba install -y scipy"
RUN ["sh", "-c", "conda install -y numpy"]
