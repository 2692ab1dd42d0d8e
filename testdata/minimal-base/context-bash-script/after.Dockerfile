FROM alpine:3.24
RUN apk add --no-cache curl bash
COPY start.sh /start.sh
CMD ["/start.sh"]
