FROM alpine:3.20
RUN touch a # why
RUN touch b
