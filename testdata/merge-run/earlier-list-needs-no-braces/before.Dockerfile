FROM alpine:3.20
RUN touch /a; touch /b
RUN test -f /c || touch /c
RUN touch /d
