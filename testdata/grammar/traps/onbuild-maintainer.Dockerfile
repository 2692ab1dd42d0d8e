FROM alpine
onbuild maintainer b
