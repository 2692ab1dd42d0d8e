FROM example.org/x:1
RUN cpanm Moose
FROM perl:5.42
RUN sudo cpan DateTime
