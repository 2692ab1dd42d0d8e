FROM perl:5.42
RUN <<EOT
set -e
# first
cpanm Moose
EOT
RUN bash -ec "cpan DateTime"
RUN ["sh", "-c", "cpanm Moose"]
