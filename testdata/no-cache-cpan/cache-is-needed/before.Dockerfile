FROM perl:5.42
RUN cpanm Moose
RUN cpanm --save-dists /d Moose
