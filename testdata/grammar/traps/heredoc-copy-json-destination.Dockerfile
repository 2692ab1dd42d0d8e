FROM alpine
COPY ["a", "<<EOF"]
