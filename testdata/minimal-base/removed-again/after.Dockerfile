FROM alpine:3.24
RUN apk add --no-cache curl unzip && curl -o /x.zip https://example.org/x.zip && unzip /x.zip -d /srv \
 && apk del curl unzip
CMD ["ls", "/srv"]
