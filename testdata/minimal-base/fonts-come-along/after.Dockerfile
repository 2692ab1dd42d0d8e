FROM alpine:3.24
RUN apk add --no-cache graphviz font-dejavu
ENTRYPOINT ["dot"]
CMD ["-V"]
