FROM debian:13
RUN if test -f /x; then conda install -y numpy; fi
RUN conda install -y numpy || true
RUN env A=b conda install -y numpy
RUN conda install -y numpy && rm -rf /opt
