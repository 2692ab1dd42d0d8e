FROM example.org/team/base:1
RUN apk update && apk add curl
RUN apk add jq
RUN apk search git
