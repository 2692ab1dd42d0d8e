FROM alpine:3.20
RUN printf 'apk search jq | grep jq\n' > /configure.sh
RUN apk update && apk add make && sh /configure.sh
CMD ["make"]
