FROM alpine
FROM alpine:3.20
FROM alpine@sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d
FROM example.org:5000/a/b:c AS d
FROM d as e
FROM scratch
FROM --platform=$BUILDPLATFORM e AS f
