FROM alpine
COPY <<"a b" /f
x
a b
