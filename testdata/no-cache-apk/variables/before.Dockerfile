FROM alpine:3.24
ARG APK=apk
RUN $APK add curl
RUN apk $OPTIONS add jq
