FROM debian:13
RUN cat <<"X"
 a  b
X
RUN <<EOF cat > /f
 a   b
EOF
