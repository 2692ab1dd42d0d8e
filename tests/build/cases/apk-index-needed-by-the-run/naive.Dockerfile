FROM alpine:3.20
RUN printf 'apk search jq | grep jq\n' > /configure.sh
RUN apk add --no-cache make && sh /configure.sh
CMD ["make"]
