FROM alpine
ENV a=b c=d e=f
ENV g=h​i=j
