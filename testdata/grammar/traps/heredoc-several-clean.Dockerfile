FROM alpine
RUN cat <<A <<B 3<<C d
a
A
b
B
c
C
