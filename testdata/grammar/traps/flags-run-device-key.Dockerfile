FROM alpine
RUN --device=a,foo=b true
