FROM alpine
MAINTAINER --x y
