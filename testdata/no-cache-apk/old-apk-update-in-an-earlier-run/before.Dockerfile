FROM alpine:3.6
RUN apk update && apk add curl
RUN sed -i s/v3.6/edge/ /etc/apk/repositories && apk add git
CMD ["sleep", "1"]
