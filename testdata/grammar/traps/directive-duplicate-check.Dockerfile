# check=skip=all
# escape=`
# check=skip=all
FROM alpine
