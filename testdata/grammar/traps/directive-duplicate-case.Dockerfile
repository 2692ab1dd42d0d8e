# escape=\
# ESCAPE=`
FROM alpine
