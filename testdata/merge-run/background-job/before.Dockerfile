FROM alpine:3.20
RUN sleep 100 & touch a
RUN touch b
