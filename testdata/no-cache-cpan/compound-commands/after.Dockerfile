FROM perl:5.42
RUN if test -f /x; then cpanm Moose; fi && (cd /x; cpan DateTime) || exit 1 && rm -rf ~/.cpanm && rm -rf ~/.cpan/build ~/.cpan/sources
