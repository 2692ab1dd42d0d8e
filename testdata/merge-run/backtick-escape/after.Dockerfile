# escape=`
FROM alpine:3.20
RUN mkdir /app `
    /srv/x && `
    touch /app/a
