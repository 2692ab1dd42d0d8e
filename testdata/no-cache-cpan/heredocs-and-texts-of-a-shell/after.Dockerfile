FROM perl:5.42
RUN <<EOT
set -e
# first
cpanm Moose && rm -rf ~/.cpanm
EOT
RUN bash -ec "cpan DateTime" && rm -rf ~/.cpan/build ~/.cpan/sources
RUN ["sh", "-c", "cpanm Moose && rm -rf ~/.cpanm"]
