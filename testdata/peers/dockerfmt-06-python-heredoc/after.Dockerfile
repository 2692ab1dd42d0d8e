FROM debian:13
RUN python3 <<EOF
if True:
    print('x')
EOF
