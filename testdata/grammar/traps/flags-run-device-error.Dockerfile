FROM alpine
RUN --device=a,b true
