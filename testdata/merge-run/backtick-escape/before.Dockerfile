# escape=`
FROM alpine:3.20
RUN mkdir /app `
    /srv/x
RUN touch /app/a
