FROM alpine:3.20
RUN touch /a && \
    touch /b && \
    cd /tmp
RUN touch /c && \
    touch /d
