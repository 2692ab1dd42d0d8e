FROM debian:13
RUN env A=b conda install -y numpy
FROM debian:13
RUN DEBIAN_FRONTEND=noninteractive conda install -y numpy
FROM debian:13
RUN time conda install -y numpy
FROM debian:13
RUN nice -n 5 conda install -y numpy
FROM debian:13
RUN if true; then conda install -y numpy; fi
FROM debian:13
RUN for i in a b; do conda install -y numpy; done
FROM debian:13
RUN (conda install -y numpy)
FROM debian:13
RUN { conda install -y numpy; }
FROM debian:13
RUN true && conda install -y numpy || exit 1
FROM debian:13
RUN sh -c 'conda install -y numpy'
FROM debian:13
RUN bash -euxo pipefail -c "conda install -y numpy"
FROM debian:13
RUN echo start; conda install -y numpy
FROM debian:13
RUN ["sh", "-c", "conda install -y numpy"]
FROM debian:13
RUN <<EOF
conda install -y numpy
EOF
FROM debian:13
RUN bash <<'EOF'
set -e
conda install -y numpy
EOF
FROM debian:13
SHELL ["/bin/dash", "-c"]
RUN conda install -y numpy
FROM debian:13
SHELL ["/bin/ash", "-eo", "pipefail", "-c"]
RUN conda install -y numpy
FROM debian:13
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN conda install -y numpy
