FROM alpine
ONBUILD --x RUN <<EOF
a
EOF
