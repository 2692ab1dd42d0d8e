FROM alpine
COPY ["<<EOF", "/f"]
