FROM debian:13
RUN su app -c "conda install -y numpy"
RUN echo $(conda install -y numpy)
RUN get() { conda install -y numpy; } && get
RUN sh <<EOT
conda install -y numpy $X
EOT
RUN conda install -y numpy && if true; then echo
