FROM alpine:3.20
RUN exec touch a
RUN touch b
