FROM debian
COPY <<A <<B /d/
one
A
two
B
RUN mkdir /a
