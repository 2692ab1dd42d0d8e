# escape=`
FROM alpine
RUN <<EOF
echo a `
EOF
RUN cat <<E`OF
x
E`OF
