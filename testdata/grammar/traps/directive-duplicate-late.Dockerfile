# escape=`
# plain
# escape=\
FROM alpine
RUN a `
 b
