FROM alpine:3.20
RUN touch /a; touch /b && \
    { test -f /c || touch /c; } && \
    touch /d
