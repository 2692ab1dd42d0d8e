FROM perl:5.42
RUN --mount=type=cache,target=/root/.cpanm cpanm Moose
RUN --mount=type=tmpfs,target=/root/.cpanm cpan DateTime
