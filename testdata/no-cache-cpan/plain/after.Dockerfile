FROM perl:5.42
RUN cpanm Moose && rm -rf ~/.cpanm
RUN cpan DateTime && rm -rf ~/.cpan/build ~/.cpan/sources
