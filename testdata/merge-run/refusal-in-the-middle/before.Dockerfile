FROM alpine:3.20
RUN touch /a
RUN touch /b
RUN cd /tmp
RUN touch /c
RUN touch /d
