FROM perl:5.42
RUN cpanm Moose &
RUN cpan DateTime & wait
RUN cpanm Moose # why
RUN { cpan DateTime; exit 0; }
