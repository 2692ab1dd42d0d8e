FROM alpine
ENV ab
ENV cd
ENV ef
