FROM debian:13
COPY <<A <<B /d/
one
A
two
B
RUN mkdir /a
