FROM alpine:3.20
RUN f() { echo a; }; f
RUN f
