FROM perl:5.42
RUN true \
 # why
 && cpanm Moose \
 && rm -rf ~/.cpanm
RUN mkdir -p /x; \
	cpan DateTime && \
	rm -rf ~/.cpan/build ~/.cpan/sources
RUN cpanm Moose && rm -rf ~/.cpanm;
RUN cpan DateTime; rm -rf ~/.cpan/build ~/.cpan/sources; exit 0
