FROM alpine
RUN --device=name=a,name=b true
