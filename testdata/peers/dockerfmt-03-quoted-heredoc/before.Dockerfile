FROM debian
RUN cat <<"X"
 a  b
X
RUN <<EOF cat > /f
 a   b
EOF
