FROM debian:13
COPY <<A /d
x   
A
