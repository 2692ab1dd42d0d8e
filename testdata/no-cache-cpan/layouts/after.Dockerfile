FROM perl:5.42
RUN true \
 # why
 && cpanm Moose \
 && rm -rf ~/.cpanm
RUN mkdir -p /x; \
	cpan DateTime && \
	rm -rf ~/.cpan/build ~/.cpan/sources
