# escape-x=`
# escape=`
FROM alpine
RUN a `
RUN b
