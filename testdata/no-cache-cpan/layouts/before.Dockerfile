FROM perl:5.42
RUN true \
 # why
 && cpanm Moose
RUN mkdir -p /x; \
	cpan DateTime
RUN cpanm Moose;
RUN cpan DateTime; exit 0
