FROM alpine
RUN <<"a b"
echo
a b
RUN <<a\ b
echo
a b
