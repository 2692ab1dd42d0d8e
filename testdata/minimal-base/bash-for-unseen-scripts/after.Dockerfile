FROM alpine:3.24
RUN apk add --no-cache curl bash
COPY start.sh docker-entrypoint /app/
ENTRYPOINT ["/app/docker-entrypoint"]
CMD ["/app/start.sh"]
