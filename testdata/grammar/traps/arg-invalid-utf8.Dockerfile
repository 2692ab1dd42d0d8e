FROM alpine
ARG a=ÿb þ
