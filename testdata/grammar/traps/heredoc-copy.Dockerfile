FROM alpine
COPY <<EOF /f
one
EOF
COPY <<a.txt <<b.txt /d/
A
a.txt
B
b.txt
