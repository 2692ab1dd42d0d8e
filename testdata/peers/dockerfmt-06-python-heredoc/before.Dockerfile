FROM debian
RUN python3 <<EOF
if True:
    print('x')
EOF
