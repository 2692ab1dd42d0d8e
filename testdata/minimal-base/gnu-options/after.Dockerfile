FROM alpine:3.24
RUN apk add --no-cache curl tar grep
RUN curl -o /x.tgz https://example.org/x.tgz && tar --wildcards -xzf /x.tgz "*.txt" && grep -P x /x.txt
CMD ["cat", "/x.txt"]
