FROM alpine:3.20
RUN touch /a
RUN touch /b
RUN umask 022
RUN touch /c
RUN touch /d
