FROM alpine
RUN <<"a\"b"
echo
a"b
