FROM alpine
RUN cat <<A <<A
a
A
b
A
