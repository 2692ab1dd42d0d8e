FROM alpine
RUN <<\EOF
echo $a
EOF
RUN <<E\OF
b
EOF
