FROM alpine:3.20
RUN cat <(echo a)
RUN touch b
