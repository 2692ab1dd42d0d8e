FROM alpine:3.20
RUN touch /a && \
    touch /b && \
    umask 022
RUN touch /c && \
    touch /d
