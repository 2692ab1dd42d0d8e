FROM alpine
USER ["a"]
WORKDIR ["/a"]
EXPOSE ["80", "81"]
STOPSIGNAL ["9"]
