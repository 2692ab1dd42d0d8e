FROM alpine
RUN cat <<A <<B; cat <<C
a
A
b
B
c
C;
