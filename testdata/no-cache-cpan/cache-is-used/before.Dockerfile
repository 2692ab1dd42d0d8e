FROM perl:5.42
ENV PERL_CPANM_HOME=/c
RUN cpanm Moose
