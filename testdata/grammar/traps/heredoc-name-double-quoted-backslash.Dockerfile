FROM alpine
RUN <<"a\\b"
x
a\b
RUN <<"a\b"
y
a\b
