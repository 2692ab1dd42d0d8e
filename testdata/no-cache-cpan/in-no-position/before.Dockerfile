FROM perl:5.42
ONBUILD RUN cpanm Moose
FROM perl:5.42
RUN echo "cpanm Moose"
FROM perl:5.42
RUN true # cpanm Moose
FROM perl:5.42
RUN cat > /x <<'EOF'
cpanm Moose
EOF
FROM perl:5.42
RUN su app -c "cpanm Moose"
FROM perl:5.42
RUN eval 'cpanm Moose'
FROM perl:5.42
RUN X=$(cpanm Moose) && echo $X
FROM perl:5.42
RUN f() { cpanm Moose; } && f
FROM perl:5.42
LABEL install="cpanm Moose"
FROM perl:5.42
SHELL ["/usr/bin/fish", "-c"]
RUN cpanm Moose
