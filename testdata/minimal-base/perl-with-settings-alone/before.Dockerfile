FROM perl:5.38
ENV PERL_CPANM_OPT --verbose
