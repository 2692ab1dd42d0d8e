# escape=`
FROM alpine
ONBUILD RUN a `
 b
ONBUILD ENV c=`"d
