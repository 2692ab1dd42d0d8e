FROM perl:5.42
RUN su app -c "cpanm Moose"
RUN echo $(cpanm Moose)
RUN get() { cpanm Moose; } && get
RUN sh <<EOT
cpanm Moose $X
EOT
RUN cpanm Moose && if true; then echo
