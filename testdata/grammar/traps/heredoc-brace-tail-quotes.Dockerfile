FROM alpine
RUN echo ${X#"a b"} ${Y%'c'} ${Z/'d'/"e"} <<EOF
body
EOF
