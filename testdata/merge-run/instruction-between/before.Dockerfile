FROM alpine:3.20
RUN touch a
ENV A=1
RUN touch b
