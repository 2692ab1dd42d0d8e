FROM perl:5.42
RUN env A=b cpanm Moose
FROM perl:5.42
RUN DEBIAN_FRONTEND=noninteractive cpanm Moose
FROM perl:5.42
RUN time cpanm Moose
FROM perl:5.42
RUN nice -n 5 cpanm Moose
FROM perl:5.42
RUN if true; then cpanm Moose; fi
FROM example.org/perl:5.42
USER root
RUN for i in a b; do cpanm Moose; done
FROM perl:5.42
RUN (cpanm Moose)
FROM perl:5.42
RUN { cpanm Moose; }
FROM perl:5.42
RUN true && cpanm Moose || exit 1
FROM perl:5.42
RUN sh -c 'cpanm Moose'
FROM perl:5.42
RUN bash -euxo pipefail -c "cpanm Moose"
FROM perl:5.42
RUN echo start; cpanm Moose
FROM perl:5.42
RUN ["sh", "-c", "cpanm Moose"]
FROM perl:5.42
RUN <<EOF
cpanm Moose
EOF
FROM perl:5.42
RUN bash <<'EOF'
set -e
cpanm Moose
EOF
FROM perl:5.42
SHELL ["/bin/dash", "-c"]
RUN cpanm Moose
FROM perl:5.42
SHELL ["/bin/ash", "-eo", "pipefail", "-c"]
RUN cpanm Moose
FROM perl:5.42
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN cpanm Moose
