FROM alpine:3.20
RUN mkdir /app
RUN touch /app/a