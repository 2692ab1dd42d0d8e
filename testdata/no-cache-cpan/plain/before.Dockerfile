FROM perl:5.42
RUN cpanm Moose
RUN cpan DateTime
