FROM perl:5.42
ONBUILD RUN cpanm Moose
# imgfix ignore=no-cache-cpan -- wanted
RUN cpanm Moose
SHELL ["/bin/zsh", "-c"]
RUN cpanm Moose
