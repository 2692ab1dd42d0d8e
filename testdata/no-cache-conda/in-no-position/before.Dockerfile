FROM debian:13
ONBUILD RUN conda install -y numpy
FROM debian:13
RUN echo "conda install -y numpy"
FROM debian:13
RUN true # conda install -y numpy
FROM debian:13
RUN cat > /x <<'EOF'
conda install -y numpy
EOF
FROM debian:13
RUN su app -c "conda install -y numpy"
FROM debian:13
RUN eval 'conda install -y numpy'
FROM debian:13
RUN X=$(conda install -y numpy) && echo $X
FROM debian:13
RUN f() { conda install -y numpy; } && f
FROM debian:13
LABEL install="conda install -y numpy"
FROM debian:13
SHELL ["/usr/bin/fish", "-c"]
RUN conda install -y numpy
