FROM alpine
RUN cat <<EOF; echo
x
EOF;
RUN cat <<EOF|tee f
y
EOF|tee
RUN (cat <<EOF)
z
EOF)
RUN cat <<EOF>f
w
EOF>f
