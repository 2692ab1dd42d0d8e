FROM golang:1.20
ENTRYPOINT ["go"]
CMD ["version"]
